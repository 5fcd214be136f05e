using BotGateway.Tests.Authentication;
using Microsoft.Extensions.Logging;

namespace BotGateway.Tests.Http;

public sealed class UnexpectedFailureTests(TableService tables)
{
    private const string Probe = """{"event_name":"probe"}""";

    private readonly TaskCompletionSource _entered = new();

    [Fact]
    public async Task A_handler_that_fails_is_a_500_whose_details_only_the_log_has()
    {
        var probe = new ProbeEvent(_ => throw new InvalidOperationException("secret", new FormatException("secret")));
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithLog().WithServices(probe.AddTo).StartAsync();

        var answer = await gateway.CallAsync(gateway.Token() with { Body = Probe });

        Assert.Equal("The gateway failed. The request id finds the reason in its log.", Expected.Problem(500, answer));
        var line = gateway.Log.Of(answer.RequestId);
        Assert.Equal((LogLevel.Error, 4), (line.Level, line.EventId));
        Assert.Equal("InvalidOperationException ← FormatException", line.Values["Causes"]);
        Assert.Contains(nameof(ProbeEvent), line.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(gateway.Log.Lines, each => each.Text.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_timeout_of_the_gateways_own_is_a_500_too()
    {
        var probe = new ProbeEvent(_ => throw new OperationCanceledException());
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithLog().WithServices(probe.AddTo).StartAsync();

        Expected.Problem(500, await gateway.CallAsync(gateway.Token() with { Body = Probe }));
    }

    [Fact]
    public async Task A_client_that_goes_away_ends_the_work_and_is_no_failure()
    {
        var gateway = await StartAndGoAwayAsync(async cancellation =>
        {
            _entered.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        });

        Assert.DoesNotContain(gateway.Log.Lines, line => line.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task What_fails_when_the_client_has_gone_is_logged_without_its_message()
    {
        var gateway = await StartAndGoAwayAsync(async cancellation =>
        {
            _entered.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation).ContinueWith(_ => { }, TaskScheduler.Default);
            throw new InvalidOperationException("secret");
        });

        Assert.Equal("InvalidOperationException", Assert.Single(gateway.Log.Lines, line => line.Level == LogLevel.Error).Values["Causes"]);
        Assert.DoesNotContain(gateway.Log.Lines, line => line.Text.Contains("secret", StringComparison.Ordinal));
    }

    /// <returns>The gateway, ended: all its work is done.</returns>
    private async Task<Gateway> StartAndGoAwayAsync(Func<CancellationToken, Task> handle)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithLog().WithServices(new ProbeEvent(handle).AddTo).StartAsync();
        using var impatience = new CancellationTokenSource();
        using var content = new StringContent((gateway.Token() with { Body = Probe }).Encrypt().Text);
        content.Headers.ContentType = new("application/json");

        var call = gateway.Http.PostAsync(new Uri("lambda", UriKind.Relative), content, impatience.Token);
        await _entered.Task.WaitAsync(TestContext.Current.CancellationToken);
        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        return gateway;
    }
}
