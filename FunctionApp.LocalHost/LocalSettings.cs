using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.OpenAI;
using BotGateway.LocalHost.OpenAI.Management;
using BotGateway.LocalHost.Vault;
using BotGateway.Storage;
using BotGateway.Tables;

namespace BotGateway.LocalHost;

/// <summary>The app settings that LocalHost gives to FunctionApp, by configuration key.</summary>
internal static class LocalSettings
{
    public const string TablesConnectionString = "Tables:ConnectionString";
    public const string AutoDeploy = "OpenAI:AutoDeploy";
    private const string ModelEndpoint = "OpenAI:Endpoint";
    private const string ModelKey = "OpenAI:ApiKey";

    /// <summary>What the user has set: environment variables, and over them the options.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The settings.</returns>
    public static IConfigurationRoot OfUser(LocalOptions options)
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddInMemoryCollection(options.Settings);
        if (options.TablesConnectionString is not null)
            settings.AddInMemoryCollection([new(TablesConnectionString, options.TablesConnectionString)]);
        return settings.Build();
    }

    /// <summary>Whether the user named a real model service.</summary>
    /// <param name="user">The user's settings.</param>
    /// <returns>False where the simulation is to be used.</returns>
    /// <exception cref="StartupException">Only one of its two settings is there, and it needs both.</exception>
    public static bool NameModelService(IConfiguration user) =>
        (user[ModelEndpoint] is { Length: > 0 }, user[ModelKey] is { Length: > 0 }) switch
        {
            (true, true) => true,
            (false, false) => false,
            (true, false) => throw new StartupException(
                "OpenAI__Endpoint is set but OpenAI__ApiKey is not: set both, or neither for the simulation."),
            (false, true) when IsOpenAI(user) => true, // At its own address.
            (false, true) => throw new StartupException(
                "OpenAI__ApiKey is set but OpenAI__Endpoint is not: set both, or neither for the simulation, or OpenAI__Provider to openai."),
        };

    /// <summary>Whether trained models are to be deployed.</summary>
    /// <param name="user">The user's settings.</param>
    /// <returns>False where nobody says so.</returns>
    public static bool WantDeployments(IConfiguration user) => bool.TryParse(user[AutoDeploy], out var wanted) && wanted;

    /// <summary>What stands where the user has set nothing else.</summary>
    /// <param name="user">The user's settings.</param>
    /// <param name="simulated">Whether the simulated model service is used.</param>
    /// <returns>The demo client, the simulated model service's address, a tick every minute, and a quiet log.</returns>
    public static IEnumerable<KeyValuePair<string, string?>> Defaults(IConfiguration user, bool simulated) =>
    [
        new("Clients:0:Id", DemoSecrets.ClientId),
        new("Clients:0:Credentials", GatewayCredentials.Derive(DemoSecrets.User, DemoSecrets.Pass)),
        new(ModelEndpoint, simulated ? new Uri(SimulatedOpenAI.AzureEndpoint, IsOpenAI(user) ? "v1" : "").AbsoluteUri : null),
        new(StorageAccount.Setting, user[TablesConnectionString]), // One Azurite has all three services.
        new("Auth:Audience", "bot-gateway"),
        // Simulated jobs end after seconds.
        new("Scheduler:JobAgeSeconds", simulated ? "1" : null),
        new("SchedulerSchedule", "0 * * * * *"),
        new("Logging:LogLevel:Default", nameof(LogLevel.Warning)),
        new("Logging:LogLevel:BotGateway", nameof(LogLevel.Information)),
    ];

    /// <summary>What the user cannot change: LocalHost has this vault and this management plane and no other.</summary>
    /// <param name="simulated">Whether the simulated model service is used: models of a real one are not deployed.</param>
    /// <returns>The vault's address and the account to deploy in.</returns>
    public static IEnumerable<KeyValuePair<string, string?>> Fixed(bool simulated) =>
        [new("KeyVault:Uri", LocalVault.Address.AbsoluteUri), new("OpenAI:AccountId", simulated ? SimulatedManagement.AccountId : null)];

    /// <summary>What can be checked before anything is started: with something in the place of what LocalHost finds out then.</summary>
    /// <param name="settings">All settings.</param>
    /// <param name="simulated">Whether the simulated model service is used, which has a key of its own.</param>
    /// <returns>The settings to check.</returns>
    public static IConfiguration ToCheck(IConfiguration settings, bool simulated)
    {
        var check = new ConfigurationBuilder().AddConfiguration(settings);
        if (string.IsNullOrEmpty(settings[TablesConnectionString]) && string.IsNullOrEmpty(settings["Tables:Endpoint"]))
            check.AddInMemoryCollection([new(TablesConnectionString, "UseDevelopmentStorage=true")]);
        // Its own fault is told by its own name.
        if (settings[StorageAccount.Setting] == settings[TablesConnectionString]
            && !StorageAccount.IsConnectionString(settings[TablesConnectionString] ?? "")
            && new TablesOptions { ConnectionString = settings[TablesConnectionString] }.Validate().Any())
        {
            check.AddInMemoryCollection([new(StorageAccount.Setting, "UseDevelopmentStorage=true")]);
        }


        if (simulated)
            check.AddInMemoryCollection([new(ModelKey, "simulated")]);
        return check.Build();
    }

    private static bool IsOpenAI(IConfiguration user) => user["OpenAI:Provider"] == "openai";
}
