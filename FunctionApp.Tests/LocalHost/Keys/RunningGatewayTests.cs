using System.Text;
using System.Threading.Channels;
using BotGateway.Authentication;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotGateway.Tests.LocalHost.Keys;

/// <summary>A gateway that runs while its clients change.</summary>
public sealed class RunningGatewayTests(TableService tables) : IAsyncLifetime
{
    private const string Check = """{"event_name":"check_credentials"}""";

    // What whoever adds a client is promised.
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    private readonly TemporaryDirectory _data = new();
    private readonly Channel<string> _reports = Channel.CreateUnbounded<string>();
    private LocalApp _app = null!;
    private HttpClient _http = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        GatewayKeys.WriteTo(_data.Path);
        await KeysFixture.RunAsync(_data.Path, "add", "early");
        _app = await LocalApp.StartAsync(
            new LocalOptions
            {
                DataDirectory = _data.Path,
                RunsTimers = false,
                TablesConnectionString = tables.NewConnectionString(),
                Report = line => _reports.Writer.TryWrite(line),
            },
            cancellationToken: Cancellation);
        _http = new HttpClient { BaseAddress = _app.Address };
    }

    [Fact]
    public async Task An_added_client_is_authenticated_with_its_first_request()
    {
        var known = NextChange();
        var (user, pass) = KeysFixture.Secrets(await KeysFixture.RunAsync(_data.Path, "add", "late"));
        await known.WaitAsync(Promised, Cancellation);

        var (_, request, _) = await LocalHostProcess.RunAsync(
            ["token", "--data", _data.Path, "--client", "late", "--user", user, "--pass", pass]);
        using var content = new StringContent(request, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri("lambda", UriKind.Relative), content, Cancellation);

        Assert.Equal("""{"status":200,"event":"check_credentials","auth":true}""", await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Another_PASS_is_refused()
    {
        using var credentials = GatewayCredentials.Load(_data.Path, "early", "user", "pass");
        using var client = credentials.CreateClient(TimeProvider.System);

        var answer = await client.SendAsync(_http, Check, Cancellation);

        Assert.Equal(401, answer.Status);
    }

    [Theory]
    [InlineData("{\"early\":\"")]
    [InlineData("{\"default\":\"aaaa\"}")]
    public async Task A_damaged_list_leaves_the_clients_as_they_are(string content)
    {
        var changed = NextChange();
        await File.WriteAllTextAsync(ClientsFile.PathIn(_data.Path), content, Cancellation);
        await await Task.WhenAny(changed, ReportAsync()).WaitAsync(Promised, Cancellation);

        var clients = _app.Services.GetRequiredService<ClientDirectory>();
        Assert.True(clients.TryFind("early", out _));
        Assert.True(clients.TryFind("default", out var @default));
        Assert.Equal(GatewayCredentials.Derive(DemoSecrets.User, DemoSecrets.Pass), @default.Credentials);
        using var credentials = GatewayCredentials.Load(_data.Path);
        using var client = credentials.CreateClient(TimeProvider.System);
        Assert.Equal(200, (await client.SendAsync(_http, Check, Cancellation)).Status);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        _data.Dispose();
    }

    private Task NextChange()
    {
        var changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _app.Services.GetRequiredService<IOptionsMonitor<Dictionary<string, ClientOptions>>>().OnChange(_ => changed.TrySetResult());
        return changed.Task;
    }

    // The first ones are the start's.
    private async Task ReportAsync()
    {
        while (!(await _reports.Reader.ReadAsync(Cancellation)).Contains("damaged", StringComparison.Ordinal))
        {
        }
    }
}
