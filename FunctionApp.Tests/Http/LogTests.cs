using Azure.Data.Tables;
using BotGateway.Authentication;
using BotGateway.LocalHost.OpenAI.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotGateway.Tests.Http;

public sealed class LogTests(TableService tables) : IAsyncLifetime
{
    private Gateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await new GatewayBuilder(tables).WithClock().WithLog().WithServices(services =>
    {
        EveryOutcome.AddFailingEvent(services);
        services.Configure<TableClientOptions>(options => options.Retry.MaxRetries = 0);
    }).StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_success_is_one_line_with_request_client_and_event()
    {
        var answer = await _gateway.CallAsync(_gateway.Token(Gateway.Acme));

        var line = _gateway.Log.Of(answer.RequestId);
        Assert.Equal((LogLevel.Information, 1), (line.Level, line.EventId));
        Assert.Equal($"Request {answer.RequestId} from acme: check_credentials completed", line.Text.Trim());
    }

    [Fact]
    public async Task A_refusal_is_one_line_with_request_and_reason()
    {
        var answer = await _gateway.CallAsync(_gateway.Token() with { Pass = "other" });

        var line = _gateway.Log.Of(answer.RequestId);
        Assert.Equal((LogLevel.Warning, 2), (line.Level, line.EventId));
        Assert.Equal($"Request {answer.RequestId} rejected: {nameof(RejectionReason.WrongCredentials)}", line.Text.Trim());
    }

    [Fact]
    public async Task A_problem_is_one_line_with_request_status_and_the_kinds_of_its_causes()
    {
        _gateway.Vault.Faults.Next("get-key", Fault.Status(403, code: "Forbidden"));

        var answer = await _gateway.CallAsync(_gateway.Token());

        var line = _gateway.Log.Of(answer.RequestId);
        Assert.Equal((LogLevel.Warning, 3), (line.Level, line.EventId));
        Assert.Equal(
            $"Request {answer.RequestId} from -: - ended with 503 (GatewayException ← RequestFailedException 403 Forbidden)", line.Text.Trim());
    }

    [Fact]
    public async Task Whatever_happens_no_secret_and_no_text_of_a_client_is_logged()
    {
        var outcomes = new EveryOutcome(_gateway);

        await outcomes.HappenAsync();
        await _gateway.DisposeAsync();

        Assert.Contains(_gateway.Log.Lines, line => line.EventId == 4 && line.Level == LogLevel.Error);
        Assert.All(_gateway.Log.Lines, line => outcomes.AssertNoSecretIn(line.Text));
    }
}
