using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BotGateway.LocalHost.OpenAI;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Simulation;

/// <summary>A simulated service on an empty folder, called with plain HTTP: on Azure's paths and on those of the OpenAI service.</summary>
public sealed class OpenAIFixture : IDisposable
{
    private readonly HttpClient _client;

    public OpenAIFixture(bool needsDeployments = false)
    {
        Service = new(Directory, Clock, needsDeployments: needsDeployments);
        _client = new(Service) { BaseAddress = SimulatedOpenAI.AzureEndpoint };
        Authenticate(Service.ApiKey);
    }

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("simulated-openai-").FullName;

    public FakeTimeProvider Clock { get; } = new();

    public SimulatedOpenAI Service { get; }

    public static string Lines(int examples = 10) => string.Join('\n', Enumerable.Range(1, examples).Select(number =>
        $$"""{"messages":[{"role":"user","content":"Cuéntame el chiste {{number}}"},{"role":"assistant","content":"Éste."}]}"""));

    public void Authenticate(string key)
    {
        _client.DefaultRequestHeaders.Remove("api-key");
        _client.DefaultRequestHeaders.Add("api-key", key);
        _client.DefaultRequestHeaders.Authorization = new("Bearer", key);
    }

    public static string Path(bool azure, string path) => azure
        ? $"openai/{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}api-version=2025-04-01-preview"
        : $"v1/{path}";

    public Task<HttpResponseMessage> Send(HttpMethod method, string path, HttpContent? content = null) =>
        _client.SendAsync(new HttpRequestMessage(method, path) { Content = content }, TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> Post(bool azure, string path, object body) =>
        Send(HttpMethod.Post, Path(azure, path), JsonContent.Create(body));

    public Task<JsonElement> Get(bool azure, string path) =>
        _client.GetFromJsonAsync<JsonElement>(Path(azure, path), TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> Chat(object body, string model = "gpt-4.1-mini") =>
        Post(azure: true, $"deployments/{model}/chat/completions", body);

    public Task<HttpResponseMessage> Upload(bool azure, byte[] content, string purpose = "fine-tune")
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent(purpose), "purpose" },
            { new ByteArrayContent(content), "file", "chistes.jsonl" },
        };
        return Send(HttpMethod.Post, Path(azure, "files"), form);
    }

    /// <summary>Uploads a good file and waits until it is processed.</summary>
    public async Task<string> UploadGood(bool azure, int examples = 10)
    {
        using var response = await Upload(azure, [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Lines(examples))]);
        Clock.Advance(TimeSpan.FromSeconds(1));
        return (await Json(response.EnsureSuccessStatusCode())).GetProperty("id").GetString()!;
    }

    public async Task<JsonElement> Train(bool azure, string model = "gpt-4.1-mini", string? suffix = null)
    {
        using var created = await Post(azure, "fine_tuning/jobs", new { model, training_file = await UploadGood(azure), suffix });
        Clock.Advance(TimeSpan.FromSeconds(4));
        var id = (await Json(created.EnsureSuccessStatusCode())).GetProperty("id").GetString();
        return await Get(azure, $"fine_tuning/jobs/{id}");
    }

    public static Task<JsonElement> Json(HttpResponseMessage response) =>
        response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

    public static async Task<JsonElement> Error(HttpResponseMessage response) => (await Json(response)).GetProperty("error");

    public void Dispose()
    {
        _client.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }
}
