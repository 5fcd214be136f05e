using BotGateway.Authentication;
using Microsoft.Extensions.Options;

namespace BotGateway.Tests.Configuration;

public sealed class ClientSettingsTests
{
    private static readonly string Credentials = new('a', 64);

    [Fact]
    public async Task Each_entry_is_a_client()
    {
        using var app = await GatewayApp.StartAsync(new()
        {
            ["Clients__1__Id"] = "acme",
            ["Clients__1__Credentials"] = Credentials,
            ["Clients__1__Models"] = " ft-one, ft-two ,,ft-one",
        });
        var clients = app.Service<ClientDirectory>();

        Assert.True(clients.TryFind(null, out var first));
        Assert.True(clients.TryFind("acme", out var second));
        Assert.Equal(("default", 0), (first.Id, first.Models.Count));
        Assert.Equal(("acme", Credentials), (second.Id, second.Credentials));
        Assert.Equal(["ft-one", "ft-two"], second.Models.Order());
    }

    [Theory]
    [InlineData("Acme")]
    [InlineData("acme ")]
    [InlineData("")]
    [InlineData("0")]
    public async Task Nobody_else_is(string id)
    {
        using var app = await GatewayApp.StartAsync(new() { ["Clients__1__Id"] = "acme", ["Clients__1__Credentials"] = Credentials });

        Assert.False(app.Service<ClientDirectory>().TryFind(id, out _));
    }

    [Fact]
    public async Task Numbers_may_have_gaps_and_names_any_case()
    {
        using var app = await GatewayApp.StartAsync(new()
        {
            ["Clients__0__Id"] = null,
            ["Clients__0__Credentials"] = null,
            ["CLIENTS__10__id"] = "acme",
            ["clients__10__CREDENTIALS"] = Credentials,
        });

        Assert.True(app.Service<ClientDirectory>().TryFind("acme", out _));
        Assert.False(app.Service<ClientDirectory>().TryFind(null, out _));
    }

    [Theory]
    [InlineData("Clients__0__Id", null)]
    [InlineData("Clients__0__Id", "")]
    [InlineData("Clients__0__Id", "Default")]
    [InlineData("Clients__0__Id", "de_fault")]
    [InlineData("Clients__0__Id", "default\n")]
    [InlineData("Clients__0__Id", "a-name-that-is-longer-than-the-sixty-four-characters-it-may-have-x")]
    [InlineData("Clients__0__Credentials", null)]
    [InlineData("Clients__0__Credentials", "")]
    [InlineData("Clients__0__Credentials", "local-pass")]
    [InlineData("Clients__0__Credentials", "31E8BF1900CA7D680BDF377D3495B555CEE2CA1C83BB57C07A03D248B7C9312B")]
    [InlineData("Clients__0__Credentials", "31e8bf1900ca7d680bdf377d3495b555cee2ca1c83bb57c07a03d248b7c9312b0")]
    public async Task A_missing_or_wrong_setting_stops_the_start_and_is_named(string setting, string? value)
    {
        var failure = await FailToStartAsync(new() { [setting] = value });

        Assert.Contains($"'{setting}'", failure, StringComparison.Ordinal);
        Assert.False(value is { Length: > 8 } && failure.Contains(value, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("perhaps")]
    [InlineData("1")]
    [InlineData(" ")]
    public async Task A_value_that_is_not_of_its_type_stops_the_start_and_is_named(string value)
    {
        Assert.Equal(
            "Setting 'Clients__0__RequireBodyHash' must be true or false.",
            await FailToStartAsync(new() { ["Clients__0__RequireBodyHash"] = value }));
    }

    [Theory]
    [InlineData("WebhookUrl", "http://example.com/hooks")]
    [InlineData("WebhookUrl", "ftp://example.com/hooks")]
    [InlineData("WebhookUrl", "/hooks")]
    [InlineData("WebhookUrl", "contoso.com")]
    [InlineData("WebhookUrl", "https://user:pass@example.com/hooks")]
    [InlineData("WebhookUrl", "https://example.com/hooks#part")]
    [InlineData("WebhookSecret", null)]
    [InlineData("WebhookSecret", "")]
    [InlineData("WebhookSecret", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwK1v7/0DHaW0=")]
    [InlineData("WebhookSecret", "whsec_")]
    [InlineData("WebhookSecret", "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRY=")] // 23 bytes.
    [InlineData("WebhookSecret", "whsec_not base64!")]
    [InlineData("WebhookSecret", "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0A=")] // 65 bytes.
    public async Task A_wrong_webhook_stops_the_start_and_is_named_but_not_quoted(string name, string? value)
    {
        var failure = await FailToStartAsync(new()
        {
            ["Clients__0__WebhookUrl"] = "https://example.com/hooks",
            ["Clients__0__WebhookSecret"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwK1v7/0DHaW0=",
            [$"Clients__0__{name}"] = value,
        });

        Assert.StartsWith($"Setting 'Clients__0__{name}' ", failure, StringComparison.Ordinal);
        Assert.False(value is { Length: > 8 } && failure.Contains(value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Behind_a_gap_the_setting_is_named_by_its_own_number()
    {
        var failure = await FailToStartAsync(new() { ["Clients__7__Id"] = "acme" });

        Assert.Contains("'Clients__7__Credentials'", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_twice_stops_the_start()
    {
        var failure = await FailToStartAsync(new() { ["Clients__3__Id"] = "default", ["Clients__3__Credentials"] = Credentials });

        Assert.Equal("Setting 'Clients__3__Id' names the client of 'Clients__0__Id' again: each client has one entry.", failure);
    }

    [Fact]
    public async Task No_client_at_all_stops_the_start()
    {
        var failure = await FailToStartAsync(new() { ["Clients__0__Id"] = null, ["Clients__0__Credentials"] = null });

        Assert.Contains("'Clients__0__Id'", failure, StringComparison.Ordinal);
    }

    private static async Task<string> FailToStartAsync(Dictionary<string, string?> changes)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayApp.StartAsync(changes));
        return Assert.Single(error.Failures);
    }
}
