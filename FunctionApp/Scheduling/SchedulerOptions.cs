namespace BotGateway.Scheduling;

/// <summary>The settings <c>Scheduler__*</c>.</summary>
public sealed class SchedulerOptions
{
    /// <summary>The configuration section of these settings.</summary>
    public const string Section = "Scheduler";

    /// <summary>How many routines are run, and how many jobs are followed, at once, 1 to 100. Default 16.</summary>
    public int Parallelism { get; set; } = 16;

    /// <summary>How long what became of runs is kept, in days, 1 to 3650. Default 30.</summary>
    public int RunHistoryDays { get; set; } = 30;

    /// <summary>After how many days a job whose status is not final is given up as lost, 1 to 3650. Default 30.</summary>
    public int LostJobDays { get; set; } = 30;

    /// <summary>Checks the settings.</summary>
    /// <returns>What is wrong, each line naming its setting; nothing where all is right.</returns>
    public IEnumerable<string> Validate()
    {
        if (Parallelism is < 1 or > 100)
            yield return "Setting 'Scheduler__Parallelism' must be 1 to 100.";
        if (RunHistoryDays is < 1 or > 3650)
            yield return "Setting 'Scheduler__RunHistoryDays' must be 1 to 3650.";
        if (LostJobDays is < 1 or > 3650)
            yield return "Setting 'Scheduler__LostJobDays' must be 1 to 3650.";
    }
}
