using System.ComponentModel.DataAnnotations;

namespace BotGateway.Scheduling;

/// <summary>The settings <c>Scheduler__*</c>.</summary>
public sealed class SchedulerOptions
{
    /// <summary>The configuration section of these settings.</summary>
    public const string Section = "Scheduler";

    /// <summary>How many routines are run, and how many jobs are followed, at once. Default 16.</summary>
    [Range(1, 100)]
    public int Parallelism { get; set; } = 16;

    /// <summary>How long what became of runs is kept, in days. Default 30.</summary>
    [Range(1, 3650)]
    public int RunHistoryDays { get; set; } = 30;

    /// <summary>After how many days a job whose status is not final is given up as lost. Default 30.</summary>
    [Range(1, 3650)]
    public int LostJobDays { get; set; } = 30;
}
