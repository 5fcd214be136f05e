using BotGateway.Events;

namespace BotGateway.LocalHost.ApiDescription;

/// <summary>The events that FunctionApp registers.</summary>
internal static class AppEvents
{
    /// <summary>Reads them from the app's service provider, which needs valid settings although nothing is started.</summary>
    public static IReadOnlyList<Event> List()
    {
        var nothing = new ConfigurationBuilder().Build();
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(LocalSettings.Defaults(nothing, simulated: true))
            .AddInMemoryCollection(LocalSettings.Fixed(simulated: true))
            .Build();
        var configuration = LocalSettings.ToCheck(settings, simulated: true);
        using var services = new ServiceCollection().AddSingleton(configuration).AddBotGateway(configuration).BuildServiceProvider();
        return [.. services.GetServices<Event>()];
    }
}
