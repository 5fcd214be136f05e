using System.Collections.Frozen;
using BotGateway.Authentication;
using BotGateway.Http;
using Microsoft.Extensions.Options;

namespace BotGateway.Tests.Authentication;

public sealed class ConcurrencyLimitsTests
{
    private readonly ConcurrencyLimits _limits = new(Options.Create(new RequestLimits { ConcurrentPerClient = 2 }));

    [Fact]
    public void One_request_more_than_the_limit_is_a_429_until_another_has_ended()
    {
        var first = _limits.Take(NewClient("acme"));
        using var second = _limits.Take(NewClient("acme"));

        var problem = Assert.ThrowsAny<GatewayException>(() => _limits.Take(NewClient("acme")));
        first.Dispose();
        using var third = _limits.Take(NewClient("acme"));

        Assert.Equal(ErrorKind.Throttled, problem.Kind);
        Assert.Equal("Too many requests at once: 2 of this client are being answered. Wait for an answer and send it again.", problem.Message);
        Assert.Equal(TimeSpan.FromSeconds(1), problem.RetryAfter);
    }

    [Fact]
    public void A_place_is_given_back_once_and_what_was_refused_took_none()
    {
        var first = _limits.Take(NewClient("acme"));
        using var second = _limits.Take(NewClient("acme"));
        Assert.ThrowsAny<GatewayException>(() => _limits.Take(NewClient("acme")));
        first.Dispose();
        first.Dispose();

        using var third = _limits.Take(NewClient("acme"));

        Assert.ThrowsAny<GatewayException>(() => _limits.Take(NewClient("acme")));
    }

    [Fact]
    public void Clients_take_nothing_from_each_other()
    {
        using var first = _limits.Take(NewClient("acme"));
        using var second = _limits.Take(NewClient("acme"));

        _limits.Take(NewClient("default")).Dispose();
    }

    private static AuthenticatedClient NewClient(string id) => new(id, new string('a', 64), FrozenSet<string>.Empty);
}
