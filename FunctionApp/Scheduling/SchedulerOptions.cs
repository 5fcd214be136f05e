using System.ComponentModel.DataAnnotations;

namespace BotGateway.Scheduling;

/// <summary>The settings <c>Scheduler__*</c>.</summary>
internal sealed class SchedulerOptions
{
    public const string Section = "Scheduler";

    /// <summary>How long results of runs are stored, in days. Default 30.</summary>
    [Range(1, 3650)]
    public int RunHistoryDays { get; set; } = 30;

    /// <summary>The maximum age of a status that <c>check_train</c> returns, in seconds; 0 asks the service each time. Default 10.</summary>
    [Range(0, 60)]
    public int JobAgeSeconds { get; set; } = 10;

    /// <summary>After how many days a job that has not ended gets the status <c>lost</c>. Default 30.</summary>
    [Range(1, 3650)]
    public int LostJobDays { get; set; } = 30;
}
