using BotGateway.Authentication;

namespace BotGateway.Tests.Authentication;

public sealed class DecoyClientTests
{
    private static readonly ClientOptions[] List = [.. new[] { "acme", "bravo", "default" }.Select(id => new ClientOptions { Id = id })];

    private static readonly string?[] Ids = [null, "", "acme", "\ud800", .. Enumerable.Range(0, 100).Select(i => $"nobody-{i}")];

    [Fact]
    public void It_is_the_same_client_each_time_whatever_the_order_of_the_settings()
    {
        var (clients, reversed) = (Clients.Directory(List), Clients.Directory([.. List.Reverse()]));

        Assert.All(Ids, id => Assert.Equal(clients.DecoyClientFor(id).Id, reversed.DecoyClientFor(id).Id));
        Assert.Equal(clients.DecoyClientFor("default"), clients.DecoyClientFor(null));
        // printf %s nobody | sha256sum: 0x6382b3cc is 0 modulo 3.
        Assert.Equal("acme", clients.DecoyClientFor("nobody").Id);
    }

    [Fact]
    public void It_is_always_a_configured_client_and_any_of_them()
    {
        var clients = Clients.Directory(List);

        Assert.All(Ids, id => Assert.True(clients.TryFind(clients.DecoyClientFor(id).Id, out _)));
        Assert.Equal(List.Select(client => client.Id), Ids.Select(id => clients.DecoyClientFor(id).Id).Distinct().Order(StringComparer.Ordinal));
    }
}
