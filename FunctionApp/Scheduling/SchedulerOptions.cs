using System.ComponentModel.DataAnnotations;

namespace BotGateway.Scheduling;

/// <summary>The settings <c>Scheduler__*</c>.</summary>
public sealed class SchedulerOptions
{
    /// <summary>The configuration section of these settings.</summary>
    public const string Section = "Scheduler";

    /// <summary>How long what became of runs is kept, in days. Default 30.</summary>
    [Range(1, 3650)]
    public int RunHistoryDays { get; set; } = 30;

    /// <summary>After how many days a job whose status is not final is given up as lost. Default 30.</summary>
    [Range(1, 3650)]
    public int LostJobDays { get; set; } = 30;
}
