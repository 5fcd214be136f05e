using System.Net;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.Tests.Simulation;

public sealed class FaultTests : IDisposable
{
    private static readonly object Hello = new { messages = new[] { new { role = "user", content = "Hola" } }, temperature = 0.8 };

    private readonly OpenAIFixture _openAI = new();

    private Faults Faults => _openAI.Service.Faults;

    [Fact]
    public async Task A_fault_meets_its_operation_only_and_as_often_as_told()
    {
        Faults.Next("chat", Fault.Status(429, retryAfter: 7));

        var models = await _openAI.Get(azure: true, "models");
        using var first = await _openAI.Chat(Hello);
        using var second = await _openAI.Chat(Hello);

        Assert.NotEmpty(models.GetProperty("data").EnumerateArray());
        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (first.StatusCode, second.StatusCode));
        Assert.Equal("7", Assert.Single(first.Headers.GetValues("Retry-After")));
    }

    [Fact]
    public async Task Faults_come_in_the_order_in_which_they_were_asked_for()
    {
        Faults.Next("chat", Fault.Status(500));
        Faults.Next("chat", Fault.Status(503, code: "Busy"));

        using var first = await _openAI.Chat(Hello);
        using var second = await _openAI.Chat(Hello);

        Assert.Equal("500", (await OpenAIFixture.Error(first)).GetProperty("code").GetString());
        Assert.Equal("Busy", (await OpenAIFixture.Error(second)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Cleared_faults_do_not_come()
    {
        Faults.Next("chat", Fault.Refused, times: 5);
        Faults.Clear();

        using var response = await _openAI.Chat(Hello);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Garbage_is_HTML_with_a_200()
    {
        Faults.Next("chat", Fault.Garbage);

        using var response = await _openAI.Chat(Hello);

        Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task The_content_filter_refuses_as_Azures_does()
    {
        Faults.Next("chat", Fault.ContentFilter);

        using var response = await _openAI.Chat(Hello);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = await OpenAIFixture.Error(response);
        Assert.Equal("content_filter", error.GetProperty("code").GetString());
        var result = error.GetProperty("innererror").GetProperty("content_filter_result");
        Assert.True(result.GetProperty("violence").GetProperty("filtered").GetBoolean());
        Assert.False(result.GetProperty("hate").GetProperty("filtered").GetBoolean());
    }

    [Fact]
    public async Task After_the_effect_the_job_is_there_although_its_answer_was_lost()
    {
        var file = await _openAI.UploadGood(azure: true);
        Faults.Next("create-job", Fault.AfterEffect());

        await Assert.ThrowsAsync<HttpRequestException>(
            () => _openAI.Post(true, "fine_tuning/jobs", new { model = "gpt-4.1-mini", training_file = file }));

        var job = Assert.Single((await _openAI.Get(azure: true, "fine_tuning/jobs")).GetProperty("data").EnumerateArray());
        Assert.Equal(file, job.GetProperty("training_file").GetString());
    }

    [Fact]
    public async Task A_fault_before_the_effect_leaves_nothing()
    {
        Faults.Next("upload", Fault.Status(500));

        using var response = await _openAI.Upload(azure: true, [1]);

        Assert.Empty((await _openAI.Get(azure: true, "files")).GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task A_held_call_waits_while_others_pass()
    {
        using var held = Faults.Hold("chat");

        var waiting = _openAI.Chat(Hello);
        await held.Arrived;
        using var other = await _openAI.Chat(Hello);
        Assert.False(waiting.IsCompleted);
        held.Release();

        using var released = await waiting;
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (other.StatusCode, released.StatusCode));
    }

    [Fact]
    public async Task The_log_has_operation_path_and_body()
    {
        using var response = await _openAI.Chat(Hello);
        await _openAI.UploadGood(azure: false);

        var chat = Assert.Single(_openAI.Service.Calls.Of("chat"));
        Assert.Equal(("POST", "/openai/deployments/gpt-4.1-mini/chat/completions"), (chat.Method, chat.Path));
        Assert.Equal(0.8, chat.Body!.Value.GetProperty("temperature").GetDouble());
        var upload = Assert.Single(_openAI.Service.Calls.Of("upload"));
        Assert.Equal(new RecordedCall("upload", "POST", "/v1/files", null), upload);
    }

    [Fact]
    public async Task The_log_counts_all_calls_and_keeps_the_newest()
    {
        for (var i = 0; i < 1001; i++)
            using (await _openAI.Send(HttpMethod.Get, $"v1/unknown{i}")) { }

        Assert.Equal(1001, _openAI.Service.Calls.Count("unknown"));
        Assert.Equal(("/v1/unknown1", 1000), (_openAI.Service.Calls.All[0].Path, _openAI.Service.Calls.All.Count));
    }

    public void Dispose() => _openAI.Dispose();
}
