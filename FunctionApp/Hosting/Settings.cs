using BotGateway.Authentication;
using BotGateway.Bots.Threads;
using BotGateway.Configuration;
using BotGateway.FineTuning.Datasets;
using BotGateway.Http;
using BotGateway.KeyVault;
using BotGateway.OpenAI;
using BotGateway.Scheduling;
using BotGateway.Tables;
using BotGateway.Usage;
using BotGateway.WebConsole;
using BotGateway.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotGateway.Hosting;

/// <summary>Reads the settings and validates them at startup and whenever they change.</summary>
internal static class Settings
{
    public static IServiceCollection AddSettings(this IServiceCollection services, IConfiguration configuration) => services
        .AddLogging()
        .AddSettings<RequestLimits>(configuration, RequestLimits.Section)
        .AddSettings<OpenApiOptions>(configuration, OpenApiOptions.Section)
        .AddList<ClientOptions>(configuration, ClientOptions.Section, ClientDirectory.Validate)
        .AddSettings<AuthOptions>(configuration, AuthOptions.Section, options => options.Validate())
        .AddSettings<VaultOptions>(configuration, VaultOptions.Section, options => options.Validate())
        .AddSettings<TablesOptions>(configuration, TablesOptions.Section, options => options.Validate())
        .AddSettings<OpenAIOptions>(configuration, OpenAIOptions.Section, options => options.Validate())
        .AddList<PriceOptions>(configuration, PriceOptions.Section, PriceOptions.Validate)
        .AddSettings<MessagingOptions>(configuration, MessagingOptions.Section)
        .AddSettings<DatasetOptions>(configuration, DatasetOptions.Section)
        .AddSettings<SchedulerOptions>(configuration, SchedulerOptions.Section)
        .AddSettings<ConsoleOptions>(configuration, ConsoleOptions.Section)
        .AddSettings<WebhookOptions>(configuration, WebhookOptions.Section)
        .AddSingleton(provider => new UnknownSettings(configuration, provider.GetServices<SettingsSection>()))
        .AddHostedService<UnknownSettingsWarning>();

    private static IServiceCollection AddSettings<T>(
        this IServiceCollection services, IConfiguration configuration, string section, Func<T, IEnumerable<string>>? validate = null)
        where T : class, new() =>
        services.Add(section, typeof(T), isList: false, new SettingsBinding<T>(configuration.GetSection(section), SettingReader.Fill, validate ?? (_ => [])));

    private static IServiceCollection AddList<T>(
        this IServiceCollection services, IConfiguration configuration, string section, Func<Dictionary<string, T>, IEnumerable<string>> validate)
        where T : class, new() =>
        services.Add(section, typeof(T), isList: true, new SettingsBinding<Dictionary<string, T>>(configuration.GetSection(section), FillEach, validate));

    // A value without children is not an entry but a name without an index, which is reported as unknown.
    private static List<string> FillEach<T>(Dictionary<string, T> entries, IConfigurationSection section)
        where T : class, new()
    {
        var faults = new List<string>();
        foreach (var entry in section.GetChildren().Where(entry => entry.GetChildren().Any()))
            faults.AddRange(SettingReader.Fill(entries[entry.Key] = new T(), entry));
        return faults;
    }

    private static IServiceCollection Add<T>(this IServiceCollection services, string name, Type options, bool isList, SettingsBinding<T> binding)
        where T : class, new()
    {
        services.AddOptions<T>().ValidateOnStart();
        return services
            .AddSingleton(new SettingsSection(name, options, isList, binding.FindFaults))
            .AddSingleton<IConfigureOptions<T>>(binding)
            .AddSingleton<IValidateOptions<T>>(binding)
            .AddSingleton<IOptionsChangeTokenSource<T>>(new ConfigurationChangeTokenSource<T>(binding.Section))
            .AddSingleton<IOptionsFactory<T>, LastKnownGoodOptionsFactory<T>>();
    }
}
