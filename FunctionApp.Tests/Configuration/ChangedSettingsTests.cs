using BotGateway.Authentication;
using BotGateway.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotGateway.Tests.Configuration;

/// <summary>Settings that change while the gateway runs.</summary>
public sealed class ChangedSettingsTests : IDisposable
{
    private readonly ConfigurationManager _settings = new();
    private readonly LogRecorder _log = new();
    private readonly ServiceProvider _services;

    public ChangedSettingsTests()
    {
        var services = new ServiceCollection().AddSettings(_settings);
        _log.AddTo(services);
        _services = services.BuildServiceProvider();
    }

    private AuthOptions Options => _services.GetRequiredService<IOptionsMonitor<AuthOptions>>().CurrentValue;

    [Theory]
    [InlineData("KeyMinutes", "many", "must be an integer from 1 to 60.")]
    [InlineData("KeyMinutes", "61", "must be an integer from 1 to 60.")]
    [InlineData("RequireBodyHash", "yes", "must be true or false.")]
    [InlineData("Replay", "2", "must be table, memory or off.")]
    [InlineData("Audience", "a b", "must be a name without white space; omit it to reject JWTs.")]
    public void A_wrong_one_leaves_all_as_they_were_and_the_log_has_the_same_line(string setting, string value, string line)
    {
        Change("KeyMinutes", "7");
        Assert.Equal(7, Options.KeyMinutes);

        _settings["Auth:RequestBurst"] = "5";
        Change(setting, value);

        Assert.Equal((7, 100), (Options.KeyMinutes, Options.RequestBurst));
        Assert.Contains($"Setting 'Auth__{setting}' {line}", Assert.Single(_log.Lines, entry => entry.Level == LogLevel.Error).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Right_ones_count()
    {
        Assert.Equal(5, Options.KeyMinutes);

        Change("KeyMinutes", "7");
        Assert.Equal(7, Options.KeyMinutes);

        Change("KeyMinutes", null);
        Assert.Equal(5, Options.KeyMinutes);
    }

    public void Dispose()
    {
        _services.Dispose();
        _settings.Dispose();
    }

    private void Change(string setting, string? value)
    {
        _settings[$"Auth:{setting}"] = value;
        ((IConfigurationRoot)_settings).Reload();
    }
}
