using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Makes a function run on a schedule.</summary>
/// <param name="schedule">Six cron fields, seconds first, or <c>%Name%</c> for an app setting that holds them.</param>
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    /// <summary>Six cron fields, seconds first, or <c>%Name%</c> for an app setting that holds them.</summary>
    public string Schedule { get; } = schedule;
}
