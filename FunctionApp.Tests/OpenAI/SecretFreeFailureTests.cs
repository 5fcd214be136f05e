using System.Text.Json;
using BotGateway.Http;
using BotGateway.OpenAI;

namespace BotGateway.Tests.OpenAI;

/// <summary>What the service says of its own and the gateway's keys, accounts and hosts never reaches a client.</summary>
public sealed class SecretFreeFailureTests
{
    private const string Text = "Incorrect API key provided: sk-proj-abc123. Host oai-7.internal.contoso.com (10.1.2.3:8443) at https://x.openai.azure.com/a?key=b.";

    private static readonly string[] Secrets = ["sk-proj", "abc123", "contoso", "10.1.2.3", "8443", "x.openai", "key=b"];

    [Theory]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(599)]
    public async Task Texts_on_anything_but_what_was_sent_are_left_out(int status)
    {
        var problem = await FailAsync(status, Text);

        Assert.DoesNotContain("Incorrect", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secrets, secret => problem.Message.Contains(secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(400, "invalid_prompt")]
    [InlineData(400, "invalidPayload")]
    [InlineData(409, "conflict")]
    public async Task Texts_on_what_was_sent_lose_what_looks_like_a_key_or_a_host(int status, string code)
    {
        var problem = await FailAsync(status, $"Bad line 3 of file-0123456789abcdef0123456789abcdef. {Text}", code);

        Assert.Contains($"({code}): Bad line 3 of file-0123456789abcdef0123456789abcdef. Incorrect API key provided: [redacted]", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secrets, secret => problem.Message.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Code_and_request_id_do_reach_it()
    {
        var failure = ScriptedService.Json(400, Body("No.", "odd"), ("x-request-id", "req_42"));

        Assert.Equal("The model service failed with 400 (odd, request req_42): No.", (await Operations.FailAsync("openai", "chat", failure, sent: 1)).Message);
        Assert.Equal("The model service failed with 500 (server_error, request req-7).", (await Operations.FailAsync(
            "azure", "create-job", ScriptedService.Json(500, Body(Text, "server_error"), ("apim-request-id", "req-7")), sent: 1)).Message);
    }

    [Theory]
    [InlineData("has blanks")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("oai-7.internal.contoso.com")]
    [InlineData("sk-proj-abc123")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("")]
    [InlineData("código")]
    [InlineData("line\nbreak")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task What_cannot_be_a_code_is_none(string code) =>
        Assert.Equal("The model service failed with 500.", (await FailAsync(500, Text, code, operation: "create-job")).Message);

    [Theory]
    [InlineData("Bearer eyJhbGciOi.eyJzdWIi.c2ln", "[redacted]")]
    [InlineData("token eyJhbGciOi.eyJzdWIi.c2ln.", "token [redacted].")]
    [InlineData("key 0123456789abcdef0123456789ABCDEF is wrong", "key [redacted] is wrong")]
    [InlineData("key xY3xY3xY3xY3xY3xY3xY3xY3xY3xY3xY3xY3xY3xY3xY3xY3== is wrong", "key [redacted] is wrong")]
    [InlineData("api-key: abc; AccountKey=abc/+=; sig=x%2B", "[redacted]; [redacted]; [redacted]")]
    [InlineData("in /subscriptions/1/resourceGroups/g/providers/p now", "in [redacted] now")]
    [InlineData("organization org-abcDEF123456 exceeded", "organization [redacted] exceeded")]
    [InlineData("at pod-7.svc.cluster.local:80 and localhost:8080 and [fd00::1]:443", "at [redacted] and [redacted] and [redacted]")]
    [InlineData("wss://h/p, grpc://h:1", "[redacted] [redacted]")]
    [InlineData("a\u0000b\r\nc\u2028d", "a b c d")]
    [InlineData("ft:gpt-4.1-mini-2025-04-14:acme::9ABC:ckpt-step-90 and gpt-4.1-mini-2025-04-14.ft-b044a9d3cf9c4228b5d393567f693b83", null)]
    [InlineData("'messages[0].content' of file-AbC123 (ftjob-0123456789abcdef0123456789abcdef) at 12:30:45, 1.5 of 3.25: user_provided_suffix, user-supplied", null)]
    [InlineData("Línea 3: falta «assistant». El archivo examples.jsonl está mal.", null)]
    public async Task What_looks_like_a_secret_is_told_from_what_the_client_needs(string text, string? cleaned)
    {
        var job = await Service.Over(new ScriptedService(ScriptedService.Json(200, $$"""
            {"id":"ftjob-1","status":"failed","training_file":"file-1","error":{"code":"c","message":{{JsonSerializer.Serialize(text)}} } }
            """))).GetJobAsync("ftjob-1", TestContext.Current.CancellationToken);

        Assert.Equal(new FineTuningError("c", cleaned ?? text), job.Error);
    }

    [Fact]
    public async Task A_text_is_cut_at_1000_characters_and_not_through_one() =>
        Assert.Equal(
            $"The model service failed with 400: {new string('x', 999)}…",
            (await FailAsync(400, $"{new string('x', 999)}{string.Concat(Enumerable.Repeat("😀", 50_000))}")).Message);

    [Theory]
    [InlineData("""{"error":"No."}""", "The model service failed with 400: No.")]
    [InlineData("""{"message":"No."}""", "The model service failed with 400.")]
    [InlineData("""{"error":[]}""", "The model service failed with 400.")]
    [InlineData("""{"error":{"code":7,"message":["No."],"innererror":"x"}}""", "The model service failed with 400.")]
    [InlineData("<html>", "The model service failed with 400.")]
    [InlineData("", "The model service failed with 400.")]
    public async Task An_error_of_any_other_shape_is_read_as_far_as_it_goes(string body, string message) =>
        Assert.Equal(message, (await Operations.FailAsync("azure", "chat", ScriptedService.Json(400, body), sent: 1)).Message);

    private static string Body(string text, string? code) => JsonSerializer.Serialize(new { error = new { message = text, code } });

    private static Task<GatewayException> FailAsync(int status, string text, string? code = null, string operation = "create-job") =>
        Operations.FailAsync("openai", status == 400 ? "chat" : operation, ScriptedService.Json(status, Body(text, code)), sent: 1);
}
