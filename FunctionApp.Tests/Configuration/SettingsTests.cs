using BotGateway.Authentication.Replay;
using BotGateway.Bots.Threads;
using BotGateway.Http;
using BotGateway.KeyVault;
using BotGateway.OpenAI;
using BotGateway.Tables;
using Microsoft.Extensions.Options;

namespace BotGateway.Tests.Configuration;

public sealed class SettingsTests
{
    [Fact]
    public async Task The_required_settings_are_enough()
    {
        using var app = await GatewayApp.StartAsync([]);

        Assert.Equal(8_388_608, app.Service<IOptions<RequestLimits>>().Value.MaxBytes);
        Assert.Equal(
            (100_000, 16_000, 4_096),
            app.Service<IOptions<MessagingOptions>>().Value is { } messaging
                ? (messaging.MaxCharacters, messaging.HistoryTokens, messaging.MaxCompletionTokens)
                : default);
        Assert.Equal(
            ("azure", "gpt-4.1-mini"),
            app.Service<IOptions<OpenAIOptions>>().Value is { } models ? (models.Provider, models.BaseModels) : default);
        Assert.IsType<TableUsedTokens>(app.Service<IUsedTokens>());
    }

    [Theory]
    [InlineData("table", typeof(TableUsedTokens))]
    [InlineData("Memory", typeof(MemoryUsedTokens))]
    [InlineData("OFF", typeof(NoUsedTokens))]
    public async Task A_word_says_where_used_tokens_are_kept(string value, Type expected)
    {
        using var app = await GatewayApp.StartAsync(new() { ["Auth__Replay"] = value });

        Assert.IsType(expected, app.Service<IUsedTokens>());
    }

    [Fact]
    public async Task Where_they_are_kept_nowhere_a_token_is_accepted_again()
    {
        using var app = await GatewayApp.StartAsync(new() { ["Auth__Replay"] = "off" });
        var used = app.Service<IUsedTokens>();
        var token = TokenUse.OfEncryptedToken("token", DateTimeOffset.UnixEpoch);

        Assert.True(await used.TryClaimAsync(token, TestContext.Current.CancellationToken));
        Assert.True(await used.TryClaimAsync(token, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("KeyVault__Uri", null)]
    [InlineData("KeyVault__Uri", "")]
    [InlineData("KeyVault__Uri", "contoso.vault.azure.net")]
    [InlineData("KeyVault__Uri", "http://contoso.vault.azure.net")]
    [InlineData("Tables__Endpoint", null)]
    [InlineData("Tables__Endpoint", "contoso.table.core.windows.net")]
    [InlineData("Tables__Endpoint", "/contoso")]
    [InlineData("Tables__Endpoint", "http://contoso.table.core.windows.net")]
    [InlineData("Tables__ConnectionString", "UseDevelopmentStorage=true")] // Both.
    [InlineData("OpenAI__Endpoint", null)]
    [InlineData("OpenAI__Endpoint", "contoso.openai.azure.com")]
    [InlineData("OpenAI__Endpoint", "/contoso")]
    [InlineData("OpenAI__ApiVersion", "v1")]
    [InlineData("OpenAI__ApiVersion", "latest")]
    [InlineData("OpenAI__ApiVersion", "2024-13-21")]
    [InlineData("OpenAI__ApiVersion", "2024-10-21-Preview")]
    [InlineData("OpenAI__ApiVersion", "2024-1-1")]
    [InlineData("OpenAI__ApiVersion", " 2024-10-21")]
    [InlineData("OpenAI__ApiVersion", "2024-10-21&x=1")]
    [InlineData("OpenAI__ApiVersion", " ")]
    [InlineData("OpenAI__Provider", "Azure")]
    [InlineData("OpenAI__Provider", "")]
    [InlineData("OpenAI__BaseModels", "")]
    [InlineData("OpenAI__BaseModels", " , ,")]
    [InlineData("Auth__Audience", " ")]
    [InlineData("Auth__Audience", "bot gateway")]
    [InlineData("Auth__Audience", "bot-gateway\n")]
    [InlineData("Auth__Audience", "bot\u00a0gateway")]
    [InlineData("Auth__KeyOutageMinutes", "4")] // Below Auth__KeyMinutes.
    [InlineData("OpenAI__Endpoint", "https://[")]
    [InlineData("OpenAI__Endpoint", "https://api.openai.com/v1")] // Of the other provider.
    [InlineData("OpenAI__ApiKey", " ")]
    [InlineData("OpenAI__ApiKey", "key\n")]
    [InlineData("OpenAI__ApiKey", "clé")]
    [InlineData("OpenAI__ApiKey", "@Microsoft.KeyVault(SecretUri=https://contoso.vault.azure.net/secrets/key)")]
    public async Task A_missing_or_wrong_setting_stops_the_start_and_is_named(string setting, string? value)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayApp.StartAsync(new() { [setting] = value }));

        Assert.Contains($"'{setting}'", Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_is_named_at_once()
    {
        var error = await Assert.ThrowsAsync<AggregateException>(() => GatewayApp.StartAsync(new()
        {
            ["KeyVault__Uri"] = null,
            ["OpenAI__Endpoint"] = null,
            ["Clients__0__Id"] = "?",
            ["Clients__0__Credentials"] = "?",
        }));

        Assert.All(
            ["KeyVault__Uri", "OpenAI__Endpoint", "Clients__0__Id", "Clients__0__Credentials"],
            setting => Assert.Contains($"'{setting}'", error.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("AccountName=contoso")]
    [InlineData("not a connection string")]
    [InlineData(
        "DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=not base64!;TableEndpoint=https://contoso.table.core.windows.net")]
    public async Task A_connection_string_that_is_none_stops_the_start_and_is_not_shown(string value)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(
            () => GatewayApp.StartAsync(new() { ["Tables__Endpoint"] = null, ["Tables__ConnectionString"] = value }));

        Assert.Contains("'Tables__ConnectionString'", Assert.Single(error.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain(value, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_OpenAI_service_needs_a_key_and_no_address()
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(
            () => GatewayApp.StartAsync(new() { ["OpenAI__Provider"] = "openai", ["OpenAI__Endpoint"] = null }));
        using var app = await GatewayApp.StartAsync(
            new() { ["OpenAI__Provider"] = "openai", ["OpenAI__Endpoint"] = null, ["OpenAI__ApiKey"] = "key" });

        Assert.Contains("'OpenAI__ApiKey'", Assert.Single(error.Failures), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://contoso.openai.azure.com", false)]
    [InlineData("https://contoso.openai.azure.com/openai/v1", true)]
    [InlineData("https://eu.api.openai.com/v1", true)]
    [InlineData("https://api.openai.com/v1", true)]
    public async Task The_OpenAI_service_is_not_looked_for_at_the_address_of_an_Azure_account(string endpoint, bool works)
    {
        var start = () => GatewayApp.StartAsync(new() { ["OpenAI__Provider"] = "openai", ["OpenAI__Endpoint"] = endpoint, ["OpenAI__ApiKey"] = "key" });

        if (works)
            (await start()).Dispose();
        else
            Assert.Contains("'OpenAI__Provider'", Assert.Single((await Assert.ThrowsAsync<OptionsValidationException>(start)).Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_of_settings_may_be_written_in_any_case()
    {
        using var app = await GatewayApp.StartAsync(new()
        {
            ["KeyVault__Uri"] = null,
            ["KEYVAULT__URI"] = "https://other.vault.azure.net",
            ["requests__maxbytes"] = "7",
            ["Tables__Endpoint"] = null,
            ["tables__connectionString"] = "UseDevelopmentStorage=true",
        });

        Assert.Equal("https://other.vault.azure.net/", app.Service<IOptions<VaultOptions>>().Value.Uri!.AbsoluteUri);
        Assert.Equal(7, app.Service<IOptions<RequestLimits>>().Value.MaxBytes);
        Assert.Equal("UseDevelopmentStorage=true", app.Service<IOptions<TablesOptions>>().Value.ConnectionString);
    }
}
