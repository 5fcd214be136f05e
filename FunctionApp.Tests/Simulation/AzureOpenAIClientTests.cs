using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text;
using System.Text.Json;
using Azure.AI.OpenAI;
using BotGateway.LocalHost.OpenAI;
using BotGateway.LocalHost.OpenAI.Simulation;
using OpenAI;
using OpenAI.Files;

namespace BotGateway.Tests.Simulation;

/// <summary>The SDK that FunctionApp uses, unchanged, on the simulated service.</summary>
public sealed class AzureOpenAIClientTests : IDisposable
{
    private static readonly PipelineMessageClassifier Success = PipelineMessageClassifier.Create([200, 201]);

    private readonly OpenAIFixture _openAI = new();
    private readonly AzureOpenAIClient _azure;

    public AzureOpenAIClientTests() => _azure = new(
        SimulatedOpenAI.AzureEndpoint,
        new ApiKeyCredential(_openAI.Service.ApiKey),
        new AzureOpenAIClientOptions { Transport = Transport(), RetryPolicy = new ClientRetryPolicy(0) });

    [Fact]
    public async Task It_uploads_trains_and_chats()
    {
        var file = await UploadAsync(_azure);
        using var created = await SendAsync("POST", "fine_tuning/jobs", new { model = "gpt-4.1-mini", training_file = file });
        var id = created.RootElement.GetProperty("id").GetString();
        _openAI.Clock.Advance(TimeSpan.FromSeconds(4));
        using var job = await SendAsync("GET", $"fine_tuning/jobs/{id}");
        var model = job.RootElement.GetProperty("fine_tuned_model").GetString()!;

        Assert.Equal(
            "[Chistero] Recibí «Hola» (0 mensajes anteriores).", await ChatAsync(_azure, model));
    }

    [Fact]
    public async Task It_deletes_a_file()
    {
        var files = _azure.GetOpenAIFileClient();

        var deleted = await files.DeleteFileAsync(await UploadAsync(_azure), TestContext.Current.CancellationToken);

        Assert.True(deleted.Value.Deleted);
    }

    [Fact]
    public async Task An_unknown_deployment_is_the_services_404()
    {
        var failure = await Assert.ThrowsAsync<ClientResultException>(() => ChatAsync(_azure, "gpt-9"));

        Assert.Equal(404, failure.Status);
        Assert.Contains("DeploymentNotFound", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_answer_is_the_SDKs_own_failure_to_connect()
    {
        _openAI.Service.Faults.Next("chat", Fault.AfterEffect());

        var failure = await Assert.ThrowsAsync<ClientResultException>(() => ChatAsync(_azure, "gpt-4.1-mini"));

        Assert.Equal(0, failure.Status);
    }

    [Fact]
    public async Task The_OpenAI_services_client_works_too()
    {
        var client = new OpenAIClient(
            new ApiKeyCredential(_openAI.Service.ApiKey), new OpenAIClientOptions { Transport = Transport() });

        await UploadAsync(client);

        Assert.Equal("[Chistero] Recibí «Hola» (0 mensajes anteriores).", await ChatAsync(client, "gpt-4.1-mini"));
    }

    public void Dispose() => _openAI.Dispose();

    private HttpClientPipelineTransport Transport() => new(new HttpClient(_openAI.Service, disposeHandler: false));

    private async Task<string> UploadAsync(OpenAIClient client)
    {
        var files = client.GetOpenAIFileClient();
        using var content = new MemoryStream([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(OpenAIFixture.Lines())]);
        var uploaded = await files.UploadFileAsync(
            content, "chistes.jsonl", FileUploadPurpose.FineTune, TestContext.Current.CancellationToken);
        _openAI.Clock.Advance(TimeSpan.FromSeconds(1));

        var read = await files.GetFileAsync(
            uploaded.Value.Id, new RequestOptions { CancellationToken = TestContext.Current.CancellationToken });
        using var json = JsonDocument.Parse(read.GetRawResponse().Content);
        Assert.Equal("processed", json.RootElement.GetProperty("status").GetString());
        return uploaded.Value.Id;
    }

    private static async Task<string?> ChatAsync(OpenAIClient client, string model)
    {
        var body = BinaryContent.Create(BinaryData.FromObjectAsJson(new
        {
            model,
            messages = new object[] { new { role = "system", name = "Chistero", content = "x" }, new { role = "user", content = "Hola" } },
            max_completion_tokens = 100,
        }));
        var answer = await client.GetChatClient(model).CompleteChatAsync(
            body, new RequestOptions { CancellationToken = TestContext.Current.CancellationToken });
        using var json = JsonDocument.Parse(answer.GetRawResponse().Content);
        return json.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString();
    }

    private async Task<JsonDocument> SendAsync(string method, string path, object? body = null)
    {
        using var message = _azure.Pipeline.CreateMessage();
        message.ResponseClassifier = Success;
        message.Request.Method = method;
        message.Request.Uri = new(SimulatedOpenAI.AzureEndpoint, $"openai/{path}?api-version=2024-10-21");
        if (body is not null)
        {
            message.Request.Headers.Set("Content-Type", "application/json");
            message.Request.Content = BinaryContent.Create(BinaryData.FromObjectAsJson(body));
        }
        await _azure.Pipeline.SendAsync(message);
        return JsonDocument.Parse(message.Response!.Content);
    }
}
