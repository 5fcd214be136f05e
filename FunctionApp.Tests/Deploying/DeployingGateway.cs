using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.OpenAI;
using BotGateway.LocalHost.OpenAI.Management;
using BotGateway.LocalHost.Vault;
using BotGateway.Tests.EndToEnd;
using BotGateway.Tests.FineTuning;
using BotGateway.Tests.LocalHost;
using BotGateway.Tests.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Deploying;

/// <summary>A gateway with AutoDeploy. Its clock and that of the services stand still until a test moves them.</summary>
internal sealed class DeployingGateway : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2032, 5, 1, 10, 0, 30, TimeSpan.Zero);

    private readonly TemporaryDirectory _directory;
    private readonly FakeTimeProvider _clock;
    private readonly FakeTimeProvider _serviceClock;

    private DeployingGateway(Gateway gateway, TemporaryDirectory directory, FakeTimeProvider clock, FakeTimeProvider serviceClock) =>
        (Gateway, _directory, _clock, _serviceClock) = (gateway, directory, clock, serviceClock);

    public Gateway Gateway { get; }

    public SimulatedManagement Management => Gateway.Service<SimulatedManagement>();

    public static async Task<DeployingGateway> StartAsync(TableService tables, Dictionary<string, string?>? settings = null)
    {
        var directory = new TemporaryDirectory();
        var clock = new FakeTimeProvider(Start);
        var serviceClock = new FakeTimeProvider(Start);
        var gateway = await Gateway.StartAsync(tables, new(settings ?? []) { ["OpenAI:AutoDeploy"] = settings?.GetValueOrDefault("OpenAI:AutoDeploy") ?? "true" }, services => services
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton(_ => new SimulatedOpenAI(directory.Path, serviceClock, needsDeployments: true))
            .AddSingleton(provider => new SimulatedManagement(
                directory.Path, serviceClock, provider.GetRequiredService<LocalVault>().Credential)));
        return new DeployingGateway(gateway, directory, clock, serviceClock);
    }

    /// <summary>Trains a model to the end.</summary>
    /// <param name="fields">More fields, such as <c>"seed":1</c>.</param>
    /// <returns>The job's id.</returns>
    public async Task<string> TrainAsync(params string[] fields)
    {
        // With every look at the time a second passes: the file is processed when the gateway asks for it.
        _serviceClock.AutoAdvanceAmount = TimeSpan.FromSeconds(1);
        var answer = await Gateway.CallAsync(Examples.Train(fields));
        Assert.NotNull(answer["job_id"]);
        _serviceClock.AutoAdvanceAmount = TimeSpan.Zero;
        PassAtServices(TimeSpan.FromSeconds(4));
        return answer["job_id"]!;
    }

    /// <summary>Trains a model and has it deployed.</summary>
    public async Task<string> DeployAsync(params string[] fields)
    {
        var job = await TrainAsync(fields);
        await TickAsync();
        FinishDeployments();
        await TickAsync();
        return job;
    }

    public Task<Answer> CheckAsync(string job) => Gateway.CallAsync($$"""{"event_name":"check_train","id":"{{job}}"}""");

    public async Task<string> StateAsync(string job) =>
        (await CheckAsync(job)).Json.GetProperty("deployment").GetProperty("state").GetString()!;

    public Task<Answer> NewBotAsync(string model) =>
        Gateway.CallAsync($$"""{"event_name":"new_bot","name":"Chistero","instructions":"Cuentas chistes.","modelID":"{{model}}"}""");

    public async Task<string> NewThreadAsync() => (await Gateway.CallAsync("""{"event_name":"new_thread"}"""))["id"]!;

    /// <summary>Lets a minute pass at the gateway, and the timer tick.</summary>
    public Task TickAsync() => TickAfterAsync(TimeSpan.FromMinutes(1));

    public Task TickAfterAsync(TimeSpan time)
    {
        _clock.Advance(time);
        return Gateway.TickAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Lets the deployments that were asked for be there.</summary>
    public void FinishDeployments() => PassAtServices(TimeSpan.FromSeconds(3));

    /// <summary>Lets the services forget what was asked of them within a minute.</summary>
    public void PassMinuteAtServices() => PassAtServices(TimeSpan.FromMinutes(1));

    /// <summary>Sends a message to a bot.</summary>
    public async Task<(int Status, string Text, TimeSpan? RetryAfter)> TalkAsync(string bot, string thread)
    {
        var request = new GatewayClient(Gateway.Credentials(), _clock).CreateRequest(
            $$"""{"event_name":"messaging","botID":"{{bot}}","threadID":"{{thread}}","message":"Hola"}""");
        using var content = new StringContent(request, System.Text.Encoding.UTF8, "application/json");
        using var response = await Gateway.Http.PostAsync(
            new Uri("lambda", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.RetryAfter?.Delta);
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        _directory.Dispose();
    }

    private void PassAtServices(TimeSpan time) => _serviceClock.Advance(time);
}
