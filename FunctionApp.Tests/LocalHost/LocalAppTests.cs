using System.Text.Json.Nodes;
using BotGateway.KeyVault;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.OpenAI.Management;
using BotGateway.LocalHost.Vault;
using BotGateway.OpenAI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace BotGateway.Tests.LocalHost;

public sealed class LocalAppTests(TableService tables)
{
    private const string NewThread = """{"event_name":"new_thread"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Several_fit_in_one_process_and_share_a_data_directory_and_tables()
    {
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteLocalHostsTo(data.Path);
        await using var first = await LocalApp.StartAsync(new() { DataDirectory = data.Path }, cancellationToken: Cancellation);
        await using var second = await LocalApp.StartAsync(
            new() { DataDirectory = data.Path, TablesConnectionString = first.TablesConnectionString }, cancellationToken: Cancellation);

        var answers = new[] { await SendAsync(first, data, NewThread), await SendAsync(second, data, NewThread) };

        Assert.NotEqual(first.Address, second.Address);
        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
    }

    [Fact]
    public async Task What_every_request_needs_is_created_while_it_starts()
    {
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteLocalHostsTo(data.Path);
        var created = new TaskCompletionSource();
        await using var app = await LocalApp.StartAsync(
            new() { DataDirectory = data.Path, TablesConnectionString = tables.NewConnectionString() },
            services => services.AddSingleton(_ =>
            {
                created.SetResult();
                return Substitute.For<IVault>();
            }),
            Cancellation);

        await created.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
    }

    [Fact]
    public async Task A_damaged_webhook_secret_is_named_and_not_shown()
    {
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteLocalHostsTo(data.Path);
        var file = LocalWebhookSecret.PathIn(data.Path);
        await File.WriteAllTextAsync(file, "whsec_UNMISTAKABLE", Cancellation);

        var problem = await Assert.ThrowsAsync<StartupException>(
            () => LocalApp.StartAsync(new() { DataDirectory = data.Path, TablesConnectionString = "UseDevelopmentStorage=true" }, cancellationToken: Cancellation));

        Assert.StartsWith($"{file} is damaged: it must hold 'whsec_'", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("UNMISTAKABLE", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_keep_what_was_written_just_before_it_ended()
    {
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteLocalHostsTo(data.Path);
        string body;
        await using (var first = await LocalApp.StartAsync(new() { DataDirectory = data.Path }, cancellationToken: Cancellation))
        {
            var made = JsonNode.Parse((await SendAsync(
                first, data, """{"event_name":"new_bot","name":"n","instructions":"i","modelID":"gpt-4.1-mini"}""")).Body)!;
            body = new JsonObject
            {
                ["event_name"] = "messaging",
                ["botID"] = (string?)made["bot_id"],
                ["threadID"] = (string?)made["thread_id"],
                ["message"] = "hola",
            }.ToJsonString();
        }

        await using var second = await LocalApp.StartAsync(new() { DataDirectory = data.Path }, cancellationToken: Cancellation);

        Assert.Equal(200, (await SendAsync(second, data, body)).Status);
    }

    // Its Azurite starts beside the rest, and would keep the directory for itself.
    [Fact]
    public async Task A_start_that_fails_leaves_nothing_behind_that_runs()
    {
        using var data = new TemporaryDirectory();
        await FailAndStartAsync(data);
    }

    // It reads the keys while the app is built, unlike the first one.
    [Fact]
    public async Task A_later_start_that_fails_leaves_nothing_behind_either()
    {
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteLocalHostsTo(data.Path);
        await LocalKeys.EnsureCreatedAsync(data.Path, _ => { }, Cancellation);
        await FailAndStartAsync(data);
    }

    private static async Task FailAndStartAsync(TemporaryDirectory data)
    {
        var damaged = Path.Combine(data.Path, "vault", "gateway", "0.json");
        Directory.CreateDirectory(Path.GetDirectoryName(damaged)!);
        await File.WriteAllTextAsync(damaged, "{", Cancellation);
        await Assert.ThrowsAsync<StartupException>(() => LocalApp.StartAsync(new() { DataDirectory = data.Path }, cancellationToken: Cancellation));
        File.Delete(damaged);

        await using var app = await LocalApp.StartAsync(new() { DataDirectory = data.Path }, cancellationToken: Cancellation);

        Assert.Equal(200, (await SendAsync(app, data, NewThread)).Status);
    }

    [Theory]
    [InlineData("azure")]
    [InlineData("openai")]
    public async Task The_simulation_stands_in_for_either_model_service(string provider)
    {
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteLocalHostsTo(data.Path);
        var settings = new Dictionary<string, string?> { ["OpenAI:Provider"] = provider };
        var options = new LocalOptions { DataDirectory = data.Path, TablesConnectionString = tables.NewConnectionString(), Settings = settings };
        await using var app = await LocalApp.StartAsync(options, cancellationToken: Cancellation);
        using var http = new HttpClient { BaseAddress = app.Address };

        var health = await http.GetAsync(new Uri("health", UriKind.Relative), Cancellation);

        Assert.True(health.IsSuccessStatusCode, await health.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task A_key_alone_names_the_OpenAI_service_at_its_own_address()
    {
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteLocalHostsTo(data.Path);
        var options = new LocalOptions
        {
            DataDirectory = data.Path,
            RunsTimers = false,
            TablesConnectionString = "UseDevelopmentStorage=true",
            Settings = new Dictionary<string, string?> { ["OpenAI:Provider"] = "openai", ["OpenAI:ApiKey"] = "key" },
        };
        await using var app = await LocalApp.StartAsync(options, cancellationToken: TestContext.Current.CancellationToken);

        Assert.False(app.ModelServiceIsSimulated);
        Assert.Null(app.Services.GetRequiredService<IOptions<OpenAIOptions>>().Value.Endpoint);
    }

    [Fact]
    public async Task A_body_above_the_limit_gets_the_gateways_own_413_from_an_ordinary_client()
    {
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteLocalHostsTo(data.Path);
        await using var app = await LocalApp.StartAsync(
            new() { DataDirectory = data.Path, TablesConnectionString = tables.NewConnectionString() }, cancellationToken: Cancellation);

        var answer = await SendAsync(app, data, $$"""{"event_name":"messaging","message":"{{new string('x', 60_000_000)}}"}""");

        Assert.Equal(413, answer.Status);
        Assert.Equal(413, (int)JsonNode.Parse(answer.Body)!["status"]!);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public async Task Models_are_deployed_on_a_simulated_management_plane_by_AutoDeploy_or_by_clients(string autoDeploy)
    {
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteLocalHostsTo(data.Path);
        var settings = new Dictionary<string, string?> { ["OpenAI:AutoDeploy"] = autoDeploy };
        var options = new LocalOptions { DataDirectory = data.Path, TablesConnectionString = tables.NewConnectionString(), Settings = settings };
        await using var app = await LocalApp.StartAsync(options, cancellationToken: Cancellation);

        Assert.Null(await app.Services.GetRequiredService<IDeploymentService>().FindStateAsync("nobody", Cancellation));

        Assert.Equal(1, app.Services.GetRequiredService<SimulatedManagement>().Calls.Count("get-deployment"));
    }

    private static async Task<GatewayAnswer> SendAsync(LocalApp app, TemporaryDirectory data, string body)
    {
        using var credentials = GatewayCredentials.Load(data.Path);
        using var http = new HttpClient { BaseAddress = app.Address };
        using var client = credentials.CreateClient(TimeProvider.System);
        return await client.SendAsync(http, body, Cancellation);
    }
}
