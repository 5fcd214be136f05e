using BotGateway.Authentication;

namespace BotGateway.Tests.Authentication;

public sealed class StandInTests
{
    private static readonly ClientOptions[] List = [.. new[] { "acme", "bravo", "default" }.Select(id => new ClientOptions { Id = id })];

    private static readonly string?[] Ids = [null, "", "acme", "\ud800", .. Enumerable.Range(0, 100).Select(i => $"nobody-{i}")];

    [Fact]
    public void It_is_the_same_client_each_time_whatever_the_order_of_the_settings()
    {
        var (clients, reversed) = (Clients.Directory(List), Clients.Directory([.. List.Reverse()]));

        Assert.All(Ids, id => Assert.Equal(clients.StandInFor(id).Id, reversed.StandInFor(id).Id));
        Assert.Equal(clients.StandInFor("default"), clients.StandInFor(null));
        // printf %s nobody | sha256sum: 0x6382b3cc is 0 modulo 3.
        Assert.Equal("acme", clients.StandInFor("nobody").Id);
    }

    [Fact]
    public void It_is_always_a_configured_client_and_any_of_them()
    {
        var clients = Clients.Directory(List);

        Assert.All(Ids, id => Assert.True(clients.TryFind(clients.StandInFor(id).Id, out _)));
        Assert.Equal(List.Select(client => client.Id), Ids.Select(id => clients.StandInFor(id).Id).Distinct().Order(StringComparer.Ordinal));
    }
}
