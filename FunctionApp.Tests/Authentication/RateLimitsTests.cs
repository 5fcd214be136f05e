using System.Diagnostics;
using BotGateway.Authentication;
using BotGateway.Http;
using Microsoft.Extensions.Options;

namespace BotGateway.Tests.Authentication;

public sealed class RateLimitsTests
{
    private static readonly AuthenticatedClient Acme = Named("acme");

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 50)]
    [InlineData(50, 100)]
    [InlineData(10_000, 1)]
    [InlineData(10_000, 100_000)]
    public void A_burst_gets_through_and_then_no_more_than_the_rate(int perSecond, int burst)
    {
        var limits = Limit(perSecond, burst);
        var time = Stopwatch.StartNew();

        var taken = TakeAll(limits, Acme);

        // What the bucket held, and what came in meanwhile.
        Assert.InRange(taken, burst, burst + Math.Ceiling(time.Elapsed.TotalSeconds * perSecond));
    }

    [Fact]
    public void One_too_many_is_a_429_that_names_the_limit_and_says_when_to_come_back()
    {
        var limits = Limit(7, 1);

        var problem = Assert.ThrowsAny<GatewayException>(() => TakeUntilRefused(limits, Acme));

        Assert.Equal((ErrorKind.Throttled, TimeSpan.FromSeconds(1)), (problem.Kind, problem.RetryAfter));
        Assert.Equal("Too many requests: this client may send 7 a second. Wait and send it again.", problem.Message);
    }

    [Fact]
    public void Another_client_is_not_touched()
    {
        var limits = Limit(1, 3);
        TakeAll(limits, Acme);

        Assert.InRange(TakeAll(limits, Named("default")), 3, int.MaxValue);
    }

    [Fact]
    public async Task After_a_pause_requests_get_through_again()
    {
        var limits = Limit(20, 1);
        TakeAll(limits, Acme);

        // The bucket has a clock of its own.
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!Passes(limits, Acme))
            await Task.Delay(TimeSpan.FromMilliseconds(5), deadline.Token);
    }

    private static RateLimits Limit(int perSecond, int burst) =>
        new(Options.Create(new AuthOptions { RequestsPerSecond = perSecond, RequestBurst = burst }));

    private static AuthenticatedClient Named(string id) => new(id, new string('0', 64), new HashSet<string>());

    private static void TakeUntilRefused(RateLimits limits, AuthenticatedClient client)
    {
        while (true)
            limits.Take(client);
    }

    private static int TakeAll(RateLimits limits, AuthenticatedClient client)
    {
        var taken = 0;
        while (Passes(limits, client))
            taken++;
        return taken;
    }

    private static bool Passes(RateLimits limits, AuthenticatedClient client)
    {
        try
        {
            limits.Take(client);
            return true;
        }
        catch (GatewayException)
        {
            return false;
        }
    }
}
