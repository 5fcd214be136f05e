using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BotGateway.LocalHost.OpenAI;

namespace BotGateway.Tests.Simulation;

public sealed class ChatTests : IDisposable
{
    private static readonly object Joke = new { role = "user", content = "Cuéntame un chiste" };

    private readonly OpenAIFixture _openAI = new();

    [Fact]
    public async Task A_model_can_be_told_to_take_its_time()
    {
        using var service = new SimulatedOpenAI(_openAI.Directory, _openAI.Clock, chatDelay: TimeSpan.FromSeconds(5));
        using var client = new HttpClient(service) { BaseAddress = SimulatedOpenAI.AzureEndpoint };
        client.DefaultRequestHeaders.Add("api-key", service.ApiKey);
        var path = new Uri(OpenAIFixture.Path(azure: true, "deployments/gpt-4.1-mini/chat/completions"), UriKind.Relative);
        var answer = client.PostAsJsonAsync(path, new { messages = new[] { Joke } }, TestContext.Current.CancellationToken);

        _openAI.Clock.Advance(TimeSpan.FromSeconds(4.9));
        var before = answer.IsCompleted;
        _openAI.Clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.False(before);
        Assert.Equal(HttpStatusCode.OK, (await answer).StatusCode);
    }

    [Theory]
    [InlineData("[7 s] Hola", 7)]
    [InlineData("[600 s] Hola", 600)]
    [InlineData("[601 s] Hola", 5)]
    [InlineData("Hola [7 s]", 5)]
    public async Task A_message_can_say_how_long_the_model_takes(string message, int seconds)
    {
        using var service = new SimulatedOpenAI(_openAI.Directory, _openAI.Clock, chatDelay: TimeSpan.FromSeconds(5));
        using var client = new HttpClient(service) { BaseAddress = SimulatedOpenAI.AzureEndpoint };
        client.DefaultRequestHeaders.Add("api-key", service.ApiKey);
        var path = new Uri(OpenAIFixture.Path(azure: true, "deployments/gpt-4.1-mini/chat/completions"), UriKind.Relative);
        object[] messages = [new { role = "user", content = "[1 s] Antes" }, new { role = "user", content = message }];
        var answer = client.PostAsJsonAsync(path, new { messages }, TestContext.Current.CancellationToken);

        _openAI.Clock.Advance(TimeSpan.FromSeconds(seconds - 0.1));
        var before = answer.IsCompleted;
        _openAI.Clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.False(before);
        Assert.Equal(HttpStatusCode.OK, (await answer).StatusCode);
    }

    [Fact]
    public async Task The_answer_shows_the_bot_the_message_and_how_many_came_before()
    {
        var completion = await Complete(new
        {
            messages = new object[]
            {
                new { role = "system", name = "Chistero", content = "Cuentas chistes." },
                new { role = "user", content = "Hola" },
                new { role = "assistant", content = "¡Hola!" },
                Joke,
            },
        });

        Assert.Equal("[Chistero] Recibí «Cuéntame un chiste» (2 mensajes anteriores).", Text(completion));
        Assert.Equal("stop", Choice(completion).GetProperty("finish_reason").GetString());
    }

    [Theory]
    [InlineData("Eres un bot que cuenta chistes.", "[Eres un bot que]")]
    [InlineData("Cuentas chistes. Sé breve.", "[Cuentas chistes]")]
    [InlineData("Te llamas Ana María. Cuentas chistes.", "[Ana María]")]
    public async Task A_bot_without_a_name_goes_by_what_its_instructions_begin_with(string instructions, string expected)
    {
        var completion = await Complete(new { messages = new[] { new { role = "system", content = instructions }, Joke } });

        Assert.StartsWith(expected, Text(completion), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_instructions_the_model_speaks_for_itself()
    {
        var completion = await Complete(new { messages = new[] { Joke } });

        Assert.Equal("[gpt-4.1-mini-2025-04-14] Recibí «Cuéntame un chiste» (0 mensajes anteriores).", Text(completion));
    }

    [Fact]
    public async Task Text_parts_are_read_as_text()
    {
        var parts = new object[]
        {
            new { type = "text", text = "¿Qué ves?" },
            new { type = "image_url", image_url = new { url = "https://x/y.png" } },
        };

        var completion = await Complete(new { messages = new[] { new { role = "user", content = parts } } });

        Assert.Contains("«¿Qué ves?»", Text(completion), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Usage_adds_up_and_grows_with_the_request()
    {
        var small = (await Complete(new { messages = new[] { Joke } })).GetProperty("usage");
        var large = (await Complete(new { messages = new[] { Joke, Joke } })).GetProperty("usage");

        Assert.Equal(
            small.GetProperty("total_tokens").GetInt32(),
            small.GetProperty("prompt_tokens").GetInt32() + small.GetProperty("completion_tokens").GetInt32());
        Assert.True(large.GetProperty("prompt_tokens").GetInt32() > small.GetProperty("prompt_tokens").GetInt32());
    }

    [Theory]
    [InlineData("max_completion_tokens")]
    [InlineData("max_tokens")]
    public async Task An_answer_that_is_too_long_is_cut(string limit)
    {
        var completion = await Complete(new Dictionary<string, object> { ["messages"] = new[] { Joke }, [limit] = 5 });

        Assert.Equal("length", Choice(completion).GetProperty("finish_reason").GetString());
        Assert.Equal(5, completion.GetProperty("usage").GetProperty("completion_tokens").GetInt32());
    }

    [Fact]
    public async Task On_the_OpenAI_service_the_body_names_the_model()
    {
        using var response = await _openAI.Post(false, "chat/completions", new { model = "gpt-4o-mini", messages = new[] { Joke } });

        Assert.Equal("gpt-4o-mini-2024-07-18", (await OpenAIFixture.Json(response)).GetProperty("model").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_trained_model_answers_at_once(bool azure)
    {
        var model = (await _openAI.Train(azure)).GetProperty("fine_tuned_model").GetString()!;

        using var response = await _openAI.Post(
            azure, azure ? $"deployments/{model}/chat/completions" : "chat/completions", new { model, messages = new[] { Joke } });

        Assert.Equal(model, (await OpenAIFixture.Json(response)).GetProperty("model").GetString());
    }

    [Fact]
    public async Task The_model_of_a_failed_job_does_not_answer()
    {
        var job = (await _openAI.Train(azure: true, suffix: "fail")).GetProperty("id").GetString()!;

        using var response = await _openAI.Chat(new { messages = new[] { Joke } }, $"gpt-4.1-mini-2025-04-14.ft-{job[6..]}-fail");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("gpt-9")]
    [InlineData("gpt-4.1-mini-2025-04-14")]
    public async Task An_unknown_deployment_is_a_404(string deployment)
    {
        using var response = await _openAI.Chat(new { messages = new[] { Joke } }, deployment);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("DeploymentNotFound", (await OpenAIFixture.Error(response)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_unknown_model_is_a_404()
    {
        using var response = await _openAI.Post(false, "chat/completions", new { model = "gpt-9", messages = new[] { Joke } });

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("model_not_found", (await OpenAIFixture.Error(response)).GetProperty("code").GetString());
    }

    public void Dispose() => _openAI.Dispose();

    private async Task<JsonElement> Complete(object body)
    {
        using var response = await _openAI.Chat(body);
        return await OpenAIFixture.Json(response.EnsureSuccessStatusCode());
    }

    private static JsonElement Choice(JsonElement completion) => completion.GetProperty("choices")[0];

    private static string Text(JsonElement completion) => Choice(completion).GetProperty("message").GetProperty("content").GetString()!;
}
