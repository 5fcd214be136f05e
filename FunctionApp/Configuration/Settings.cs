using BotGateway.Authentication;
using BotGateway.Models;
using BotGateway.Requests;
using BotGateway.Scheduling;
using BotGateway.Tables;
using BotGateway.Threads;
using BotGateway.Vault;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotGateway.Configuration;

/// <summary>Binds the settings and has them checked when the app starts, and again whenever they change.</summary>
public static class Settings
{
    /// <summary>Adds the options of every part.</summary>
    /// <param name="services">The app's services.</param>
    /// <param name="configuration">The app settings.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddSettings(this IServiceCollection services, IConfiguration configuration) => services
        .AddLogging()
        .AddSettings<RequestLimits>(configuration, RequestLimits.Section, options => options.Validate())
        .AddSettings<Dictionary<string, ClientOptions>>(configuration, ClientOptions.Section, ClientDirectory.Validate)
        .Configure<Dictionary<string, ClientOptions>>(clients => BindEach(configuration.GetSection(ClientOptions.Section), clients))
        .AddSettings<AuthOptions>(configuration, AuthOptions.Section, options => options.Validate())
        .AddSettings<VaultOptions>(configuration, VaultOptions.Section, options => options.Validate())
        .AddSettings<TablesOptions>(configuration, TablesOptions.Section, options => options.Validate())
        .AddSettings<OpenAIOptions>(configuration, OpenAIOptions.Section, options => options.Validate())
        .AddSettings<MessagingOptions>(configuration, MessagingOptions.Section, options => options.Validate())
        .AddSettings<SchedulerOptions>(configuration, SchedulerOptions.Section, options => options.Validate());

    // Of a dictionary, the binder silently leaves out an entry with a value that is not of its type; on its own it throws and names the setting.
    private static void BindEach<T>(IConfigurationSection section, Dictionary<string, T> entries)
        where T : class, new()
    {
        foreach (var entry in section.GetChildren())
            entries[entry.Key] = entry.Get<T>() ?? new T();
    }

    private static IServiceCollection AddSettings<T>(
        this IServiceCollection services, IConfiguration configuration, string section, Func<T, IEnumerable<string>> validate)
        where T : class
    {
        services.AddOptions<T>().Bind(configuration.GetSection(section)).ValidateOnStart();
        return services
            .AddSingleton<IOptionsFactory<T>, SteadyOptionsFactory<T>>()
            .AddSingleton<IValidateOptions<T>>(new Validation<T>(validate));
    }

    private sealed class Validation<T>(Func<T, IEnumerable<string>> validate) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            validate(options).ToList() is { Count: > 0 } failures ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }
}
