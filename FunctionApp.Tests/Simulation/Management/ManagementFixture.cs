using System.Net.Http.Json;
using Azure.Core;
using BotGateway.LocalHost.OpenAI.Management;
using BotGateway.LocalHost.Vault;

namespace BotGateway.Tests.Simulation.Management;

/// <summary>
/// A simulated management plane, called with plain HTTP, beside a simulated model service whose trained models need deployments.
/// </summary>
internal sealed class ManagementFixture : IDisposable
{
    public const string ApiVersion = "api-version=2024-10-01";

    private readonly LocalCredential _credential = new();
    private readonly HttpClient _client;

    public ManagementFixture()
    {
        Service = new(OpenAI.Directory, OpenAI.Clock, _credential);
        _client = new(Service) { BaseAddress = new("https://management.azure.com/") };
        Authenticate(TokenFor("https://management.azure.com//.default"));
    }

    public OpenAIFixture OpenAI { get; } = new(needsDeployments: true);

    public SimulatedManagement Service { get; }

    public static string Path(string deployment) => $"{SimulatedManagement.AccountId}/deployments/{deployment}?{ApiVersion}";

    public static object Body(string model) => new
    {
        sku = new { name = "standard", capacity = 1 },
        properties = new { model = new { format = "OpenAI", name = model, version = "1" } },
    };

    public string TokenFor(string scope) =>
        _credential.GetToken(new TokenRequestContext([scope]), TestContext.Current.CancellationToken).Token;

    public void Authenticate(string? token) =>
        _client.DefaultRequestHeaders.Authorization = token is null ? null : new("Bearer", token);

    public Task<HttpResponseMessage> Send(HttpMethod method, string path, object? body = null) => _client.SendAsync(
        new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) },
        TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> Put(string deployment, string model) => Send(HttpMethod.Put, Path(deployment), Body(model));

    public Task<HttpResponseMessage> Get(string deployment) => Send(HttpMethod.Get, Path(deployment));

    public async Task<string> Train() => (await OpenAI.Train(azure: true)).GetProperty("fine_tuned_model").GetString()!;

    public static async Task<string> State(HttpResponseMessage response) =>
        (await OpenAIFixture.Json(response)).GetProperty("properties").GetProperty("provisioningState").GetString()!;

    public static async Task<string> Code(HttpResponseMessage response) =>
        (await OpenAIFixture.Error(response)).GetProperty("code").GetString()!;

    public void Dispose()
    {
        _client.Dispose();
        Service.Dispose();
        OpenAI.Dispose();
    }
}
