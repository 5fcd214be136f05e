using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.OpenAI;
using BotGateway.LocalHost.OpenAI.Management;
using BotGateway.LocalHost.Vault;
using BotGateway.Storage;
using BotGateway.Tables;
using BotGateway.WebConsole;

namespace BotGateway.LocalHost;

/// <summary>The settings that LocalHost passes to FunctionApp, by configuration key.</summary>
internal static class LocalSettings
{
    public const string TablesConnectionString = "Tables:ConnectionString";
    public const string AutoDeploy = "OpenAI:AutoDeploy";
    public const string WebhookUrl = "Clients:0:WebhookUrl";
    public const string WebhookSecret = "Clients:0:WebhookSecret";
    private const string ModelEndpoint = "OpenAI:Endpoint";
    private const string ModelKey = "OpenAI:ApiKey";

    /// <summary>The user's settings: environment variables, overridden by options.</summary>
    public static IConfigurationRoot OfUser(LocalOptions options)
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().AddInMemoryCollection(options.Settings);
        if (options.TablesConnectionString is not null)
            settings.AddInMemoryCollection([new(TablesConnectionString, options.TablesConnectionString)]);
        return settings.Build();
    }

    /// <summary>Whether the user has configured a real model service.</summary>
    /// <returns>False if the simulation is used.</returns>
    /// <exception cref="StartupException">Only one of the two required settings is set.</exception>
    public static bool NameModelService(IConfiguration user) =>
        (user[ModelEndpoint] is { Length: > 0 }, user[ModelKey] is { Length: > 0 }) switch
        {
            (true, true) => true,
            (false, false) => false,
            (true, false) => throw new StartupException(
                "OpenAI__Endpoint is set but OpenAI__ApiKey is not: set both, or neither (for the simulation)."),
            (false, true) when IsOpenAI(user) => true, // At its default address.
            (false, true) => throw new StartupException(
                "OpenAI__ApiKey is set but OpenAI__Endpoint is not: set both, neither (for the simulation), or OpenAI__Provider to openai."),
        };

    /// <summary>Whether trained models are deployed.</summary>
    /// <returns>False by default.</returns>
    public static bool WantDeployments(IConfiguration user) => bool.TryParse(user[AutoDeploy], out var wanted) && wanted;

    /// <summary>Whether the deployed app's console is served instead of LocalHost's own.</summary>
    public static bool WantOperatorConsole(IConfiguration configuration) =>
        bool.TryParse(configuration[$"{ConsoleOptions.Section}:{nameof(ConsoleOptions.Enabled)}"], out var wanted) && wanted;

    /// <summary>Defaults, which the user's settings override.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> Defaults(IConfiguration user, bool simulated) =>
    [
        new("Clients:0:Id", DemoSecrets.ClientId),
        new("Clients:0:Credentials", GatewayCredentials.Derive(DemoSecrets.User, DemoSecrets.Pass)),
        new(ModelEndpoint, simulated ? new Uri(SimulatedOpenAI.AzureEndpoint, IsOpenAI(user) ? "v1" : "").AbsoluteUri : null),
        new(StorageAccount.Setting, user[TablesConnectionString]), // One Azurite has all three services.
        new("Auth:Audience", "bot-gateway"),
        // Simulated jobs end within seconds.
        new("Scheduler:JobAgeSeconds", simulated ? "1" : null),
        new("SchedulerSchedule", "0 * * * * *"),
        new("Logging:LogLevel:Default", nameof(LogLevel.Warning)),
        new("Logging:LogLevel:BotGateway", nameof(LogLevel.Information)),
    ];

    /// <summary>Defaults for webhooks: their receivers are on this machine, and the client <c>default</c> has a secret.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> WebhookDefaults(LocalOptions options) =>
    [
        new("Webhooks:AllowPrivateAddresses", "true"),
        new(WebhookUrl, options.WebhookUrl?.AbsoluteUri),
        new(WebhookSecret, LocalWebhookSecret.Read(options.DataDirectory)),
    ];

    /// <summary>Settings that the user cannot change, because LocalHost has only this vault and this management plane.</summary>
    /// <param name="simulated">Whether the simulated model service is used: models of a real one are not deployed.</param>
    public static IEnumerable<KeyValuePair<string, string?>> Fixed(bool simulated) =>
        [new("KeyVault:Uri", LocalVault.Address.AbsoluteUri), new("OpenAI:AccountId", simulated ? SimulatedManagement.AccountId : null)];

    /// <summary>The settings for validation before anything is started, with placeholders for values that are not known yet.</summary>
    public static IConfiguration ToCheck(IConfiguration settings, bool simulated)
    {
        var check = new ConfigurationBuilder().AddConfiguration(settings);
        if (string.IsNullOrEmpty(settings[TablesConnectionString]) && string.IsNullOrEmpty(settings["Tables:Endpoint"]))
            check.AddInMemoryCollection([new(TablesConnectionString, "UseDevelopmentStorage=true")]);
        // An invalid connection string is reported under its own name.
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

    private static bool IsOpenAI(IConfiguration user) => "openai".Equals(user["OpenAI:Provider"], StringComparison.OrdinalIgnoreCase);
}
