using System.Text.Json;
using BotGateway.Contracts;
using BotGateway.Http;
using BotGateway.OpenAI;

namespace BotGateway.Tests.OpenAI;

public sealed class ChatTests
{
    private static readonly ChatRequest Request = new(
        "gpt-4.1-mini", [ChatMessages.Of(new ChatMessage("system", "Sé breve.")), ChatMessages.Of(new ChatMessage("user", "¿Qué tal? 😀"))], Temperature: 0.8, MaxCompletionTokens: 500);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("azure", "POST https://local.openai.azure.com/openai/v1/chat/completions")]
    [InlineData("openai", "POST https://api.openai.com/v1/chat/completions")]
    public async Task The_conversation_is_sent_with_temperature_and_the_newer_limit_never_the_older(string provider, string line)
    {
        var service = new ScriptedService(ScriptedService.Says("Bien."));

        await Service.Over(service, provider).ChatAsync(Request, Cancellation);

        var sent = Assert.Single(service.Requests);
        Assert.Equal(line, sent.Line);
        Assert.True(JsonElement.DeepEquals(
            JsonElement.Parse("""
                {"model":"gpt-4.1-mini","temperature":0.8,"max_completion_tokens":500,
                 "messages":[{"role":"system","content":"Sé breve."},{"role":"user","content":"¿Qué tal? 😀"}]}
                """),
            JsonElement.Parse(sent.Body)));
    }

    [Fact]
    public async Task The_answer_is_its_text_and_what_it_cost()
    {
        var answer = await AskAsync(ScriptedService.Says("Bien."));

        Assert.Equal(new ChatAnswer("Bien.", new TokenUsage(11, 7)), answer);
    }

    [Fact]
    public async Task An_answer_that_the_limit_cut_is_an_answer_that_says_so() =>
        Assert.Equal(new ChatAnswer("Bie", new TokenUsage(11, 7), IsTruncated: true), await AskAsync(ScriptedService.Says("Bie", "length")));

    [Theory]
    [InlineData("")]
    [InlineData(",\"usage\":null")]
    [InlineData(",\"usage\":{}")]
    [InlineData(",\"usage\":{\"prompt_tokens\":1}")]
    [InlineData(",\"usage\":{\"prompt_tokens\":1.5,\"completion_tokens\":\"1\"}")]
    [InlineData(",\"usage\":{\"prompt_tokens\":-1,\"completion_tokens\":99999999999}")]
    [InlineData(",\"usage\":\"much\"")]
    public async Task An_answer_that_does_not_say_what_it_cost_is_an_answer(string usage) =>
        Assert.Equal(
            new ChatAnswer("Bien.", null),
            await AskAsync(ScriptedService.Json(200, $$"""{"choices":[{"message":{"content":"Bien."},"finish_reason":"stop"}]{{usage}}}""")));

    [Theory]
    [InlineData("""{"content":"Bien."}""", "")]
    [InlineData("""{"content":"Bien.","refusal":null,"role":null}""", ",\"finish_reason\":null")]
    [InlineData("""{"content":"Bien.","annotations":7}""", ",\"finish_reason\":7")]
    [InlineData("""{"content":[{"type":"text","text":"Bi"},{"type":"text","text":"en."}]}""", ",\"finish_reason\":\"stop\"")]
    [InlineData("""{"content":[{"type":"thinking","text":"Hm."},{"type":"output_text","text":"Bien."},{"text":""},7]}""", "")]
    [InlineData("""{"content":[{"type":"refusal","refusal":"Bien."}]}""", "")]
    public async Task Of_a_choice_only_the_text_must_be_there(string message, string rest) =>
        Assert.Equal(new ChatAnswer("Bien.", null), await AskAsync(ScriptedService.Json(200, $$"""{"choices":[{"message":{{message}}{{rest}} }]}""")));

    [Theory]
    [InlineData(@"x\ud800y", "x\uFFFDy")]
    [InlineData(@"\udc00", "\uFFFD")]
    [InlineData(@"\ud83d\ude00\ud83d", "😀\uFFFD")]
    [InlineData(@"\\ud800\udfff", "\\ud800\uFFFD")]
    [InlineData(@"\ud83d\ud83d\ude00\n", "\uFFFD😀\n")]
    public async Task Half_a_surrogate_pair_in_an_answer_loses_nothing_else_of_it(string escaped, string expected) =>
        Assert.Equal(expected, (await AskAsync(ScriptedService.Message($$"""{"content":"{{escaped}}"}""", "stop"))).Message);

    // It ended in August 2026; the SDK asks for it all the same.
    [Theory]
    [InlineData("azure")]
    [InlineData("openai")]
    public async Task The_Assistants_API_is_not_asked_for(string provider)
    {
        var service = new ScriptedService(ScriptedService.Says("Bien."));

        await Service.Over(service, provider).ChatAsync(Request, Cancellation);

        Assert.DoesNotContain("openai-beta", Assert.Single(service.Requests).Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_refusal_is_the_answer()
    {
        var refusal = ScriptedService.Message("""{"role":"assistant","content":null,"refusal":"No puedo."}""", "stop");

        Assert.Equal("No puedo.", (await AskAsync(refusal)).Message);
    }

    [Theory]
    [InlineData("""{"role":"assistant","content":""}""", "stop", "The model gave no answer.")]
    [InlineData("""{"role":"assistant","content":null}""", "tool_calls", "The model gave no answer.")]
    [InlineData("""{"role":"assistant"}""", "stop", "The model gave no answer.")]
    [InlineData("""{"role":"assistant","content":""}""", "length", "The model used up its max_completion_tokens before it had an answer.")]
    public async Task No_answer_is_a_502(string message, string reason, string expected)
    {
        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => AskAsync(ScriptedService.Message(message, reason)));

        // Asked again, the model would use up the same tokens.
        Assert.Equal((ErrorKind.Upstream, expected, reason == "length"), (problem.Kind, problem.Message, problem.IsFinal));
    }

    [Theory]
    [InlineData(""","message":{"content":"Bie"}""")]
    [InlineData(""","message":null""")]
    [InlineData("")]
    public async Task An_answer_that_the_content_filter_stopped_is_a_400(string message)
    {
        var problem = await Assert.ThrowsAnyAsync<GatewayException>(
            () => AskAsync(ScriptedService.Json(200, $$"""{"choices":[{"finish_reason":"content_filter"{{message}}}]}""")));

        Assert.Equal(
            (ErrorKind.Invalid, "The model service's content filter rejects the answer to this text (content_filter).", true), (problem.Kind, problem.Message, problem.IsFinal));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"choices":{}}""")]
    [InlineData("""{"choices":[{"message":"Bien.","finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}}""")]
    [InlineData("<html><body>It works!</body></html>")]
    [InlineData("")]
    public async Task What_is_not_of_the_protocol_is_a_502_and_not_asked_for_again(string body)
    {
        var service = new ScriptedService(ScriptedService.Json(200, body));

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => Service.Over(service).ChatAsync(Request, Cancellation));

        Assert.Equal((ErrorKind.Upstream, "The model service returned an invalid response."), (problem.Kind, problem.Message));
        Assert.Single(service.Requests);
    }

    private static Task<ChatAnswer> AskAsync(Func<CancellationToken, Task<HttpResponseMessage>> answer) =>
        Service.Over(new ScriptedService(answer)).ChatAsync(Request, Cancellation);
}
