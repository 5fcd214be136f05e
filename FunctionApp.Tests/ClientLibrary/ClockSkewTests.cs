using System.Globalization;
using System.Net;
using BotGateway.Client;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.ClientLibrary;

public sealed class ClockSkewTests(TableService tables)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public async Task A_clock_that_is_wrong_is_corrected_by_the_first_401(int seconds)
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        using var line = new TableFaults();
        using var http = new HttpClient(line, disposeHandler: false);
        var options = gateway.ClientOptions();
        options.TimeProvider = new FakeTimeProvider(DateTimeOffset.UtcNow.AddSeconds(seconds));
        using var client = new BotGatewayClient(options, http);

        Assert.True((await client.CheckCredentialsAsync(Cancellation)).Auth);
        Assert.Equal(2, line.Requests.Count);
        Assert.True((await client.CheckCredentialsAsync(Cancellation)).Auth);
        Assert.Equal(3, line.Requests.Count);
    }

    [Fact]
    public async Task LocalHost_tells_the_time_that_it_goes_by_and_not_the_machines()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().StartAsync();
        var options = gateway.ClientOptions();
        options.TimeProvider = new FakeTimeProvider(gateway.Clock.GetUtcNow().AddDays(-2));
        using var client = new BotGatewayClient(options);

        Assert.True((await client.CheckCredentialsAsync(Cancellation)).Auth);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(3600, 2, 1)]
    public async Task It_is_corrected_once_and_only_if_it_differs(int seconds, int first, int second)
    {
        var clock = new FakeTimeProvider(Gateway.Start);
        await using var gateway = await ScriptedGateway.StartAsync((context, before) =>
        {
            // Each time further ahead.
            context.Response.StatusCode = 401;
            context.Response.Headers.Date = clock.GetUtcNow().AddSeconds(seconds * (before + 1)).ToString("r", CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        var options = gateway.Options();
        options.TimeProvider = clock;
        using var client = new BotGatewayClient(options);

        await AssertUnauthorizedAsync(client);
        Assert.Equal(first, gateway.Received.Count);
        await AssertUnauthorizedAsync(client);
        Assert.Equal(first + second, gateway.Received.Count);
    }

    private static async Task AssertUnauthorizedAsync(BotGatewayClient client) =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await Assert.ThrowsAsync<BotGatewayResponseException>(() => client.CheckCredentialsAsync(Cancellation))).Status);
}
