using BotGateway.LocalHost;

namespace BotGateway.Tests.LocalHost.Keys;

public sealed class KeysListTests
{
    [Fact]
    public async Task The_gateways_key_is_first_and_each_keys_newest_version()
    {
        using var keys = new KeysFixture(hasKeys: true);
        await keys.RunAsync("add", "acme");
        await keys.RunAsync("rotate", "acme");
        await keys.RunAsync("rotate", "acme");
        await keys.RunAsync("rotate", "acme");
        var acme = keys.Store.Versions("client-acme");
        keys.Store.Disable(acme[1]);

        var lines = (await keys.RunAsync("list")).TrimEnd().Split('\n');

        Assert.Matches("^KEY OF +VERSION +MADE \\(UTC\\) +STATE +KIND +IN USE$", lines[0]);
        Assert.Matches($"^gateway +{Short(keys, "gateway")}  20..-..-.. ..:..:..  enabled +RSA 2048  yes$", lines[1]);
        Assert.Equal(
            [(acme[0], "enabled", "yes"), (acme[1], "disabled", "no"), (acme[2], "enabled", "yes"), (acme[3], "enabled", "no")],
            acme.Select((key, i) => (key, Cell(lines[i + 2], 6), lines[i + 2].Split(' ')[^1])));
        Assert.All(acme, key => Assert.Contains(lines, line => line.StartsWith($"client acme     {key.Version[..8]}  ", StringComparison.Ordinal)));
        Assert.StartsWith($"client default  {Short(keys, "client-default")}  ", lines[6], StringComparison.Ordinal);
        Assert.Equal(7, lines.Length);
    }

    [Fact]
    public async Task Without_keys_the_error_says_what_to_do()
    {
        using var keys = new KeysFixture();

        var error = await Assert.ThrowsAsync<StartupException>(() => keys.RunAsync("list"));

        Assert.Contains("start LocalHost once", error.Message, StringComparison.Ordinal);
        Assert.Empty(keys.Snapshot());
    }

    private static string Short(KeysFixture keys, string key) => Assert.Single(keys.Store.Versions(key)).Version[..8];

    private static string Cell(string line, int index) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[index - 1];
}
