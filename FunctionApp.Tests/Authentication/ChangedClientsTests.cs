using BotGateway.Authentication;
using BotGateway.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotGateway.Tests.Authentication;

/// <summary>A list of clients that changes while the gateway runs.</summary>
public sealed class ChangedClientsTests : IDisposable
{
    private static readonly string Credentials = new('a', 64);

    private readonly ConfigurationManager _settings = new();
    private readonly LogRecorder _log = new();
    private readonly ServiceProvider _services;

    public ChangedClientsTests()
    {
        Set("Clients:0:Id", "default");
        Set("Clients:0:Credentials", Credentials);
        var services = new ServiceCollection().AddSettings(_settings).AddSingleton<ClientDirectory>();
        _log.AddTo(services);
        _services = services.BuildServiceProvider();
    }

    private ClientDirectory Clients => _services.GetRequiredService<ClientDirectory>();

    [Fact]
    public void Who_is_added_is_known_and_who_is_taken_away_is_not()
    {
        Assert.False(Clients.TryFind("acme", out _));

        Add("acme", requireBodyHash: "true");
        Assert.True(Clients.TryFind("acme", out var acme));
        Assert.Equal((Credentials, true), (acme.Credentials, acme.RequireBodyHash));

        Set("Clients:local-acme:Id", "bravo");
        ((IConfigurationRoot)_settings).Reload();
        Assert.False(Clients.TryFind("acme", out _));
        Assert.True(Clients.TryFind("bravo", out _));
        Assert.True(Clients.TryFind(null, out _));
    }

    [Theory]
    [InlineData("Credentials", "secret")]
    [InlineData("Id", "default")]
    [InlineData("RequireBodyHash", "perhaps")]
    public void A_wrong_list_changes_nothing_and_is_logged_without_its_values(string field, string value)
    {
        Add("acme");
        Assert.True(Clients.TryFind("acme", out _));
        Set("Clients:9:Id", "bravo");
        Set("Clients:9:Credentials", Credentials);
        Set($"Clients:9:{field}", value);

        ((IConfigurationRoot)_settings).Reload();

        Assert.True(Clients.TryFind("acme", out _));
        Assert.False(Clients.TryFind("bravo", out _));
        var errors = _log.Lines.Where(line => line.Level == LogLevel.Error).ToList();
        Assert.NotEmpty(errors);
        Assert.All(errors, line => Assert.DoesNotContain(Credentials, line.Text, StringComparison.Ordinal));
        Assert.All(errors, line => Assert.DoesNotContain(" secret", line.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_list_that_is_right_again_counts()
    {
        Assert.True(Clients.TryFind(null, out _));
        Set("Clients:9:Id", "bravo");
        ((IConfigurationRoot)_settings).Reload();
        Assert.False(Clients.TryFind("bravo", out _));

        Set("Clients:9:Credentials", Credentials);
        ((IConfigurationRoot)_settings).Reload();

        Assert.True(Clients.TryFind("bravo", out _));
    }

    public void Dispose()
    {
        _services.Dispose();
        _settings.Dispose();
    }

    private void Add(string name, string? requireBodyHash = null)
    {
        Set($"Clients:local-{name}:Id", name);
        Set($"Clients:local-{name}:Credentials", Credentials);
        Set($"Clients:local-{name}:RequireBodyHash", requireBodyHash);
        ((IConfigurationRoot)_settings).Reload();
    }

    private void Set(string key, string? value) => _settings[key] = value;
}
