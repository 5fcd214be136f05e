using BotGateway.Configuration;
using BotGateway.Scheduling;
using BotGateway.Storage;
using BotGateway.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotGateway.Hosting;

/// <summary>Problems with the settings, one line each.</summary>
internal static class SettingFaults
{
    /// <summary>Validates the settings before the app starts; the host would report problems as an unhandled exception.</summary>
    public static IReadOnlyList<string> Find(IConfiguration configuration)
    {
        SettingsSection[] sections = [.. new ServiceCollection().AddSettings(configuration).Select(service => service.ImplementationInstance).OfType<SettingsSection>()];
        List<string> faults =
        [
            .. Of(() => LogLevelSettings.ThrowIfWrong(configuration)),
            .. Of(() => new ServiceCollection().AddTelemetryExport(configuration)),
            .. sections.SelectMany(section => section.FindFaults()),
        ];
        if (TimerSchedule.FaultOf(TimerSchedule.Setting, configuration[TimerSchedule.Setting]) is { } wrong)
            faults.Add(wrong);
        if (StorageAccount.FaultOf(configuration) is { } noAccount)
            faults.Add(noAccount);
        return faults.Count > 0 ? [.. faults, .. new UnknownSettings(configuration, sections).Find()] : [];
    }

    /// <summary>Extracts the problems from an exception of the validation at startup.</summary>
    /// <returns>Null if the exception has another cause.</returns>
    public static IReadOnlyList<string>? Of(Exception exception) => exception switch
    {
        OptionsValidationException wrong => [.. wrong.Failures],
        AggregateException { InnerExceptions: var several } when several.All(each => each is OptionsValidationException) =>
            [.. several.Cast<OptionsValidationException>().SelectMany(each => each.Failures)],
        _ => null,
    };

    private static IReadOnlyList<string> Of(Action check)
    {
        try
        {
            check();
            return [];
        }
        catch (Exception e) when (Of(e) is { } faults)
        {
            return faults;
        }
    }
}
