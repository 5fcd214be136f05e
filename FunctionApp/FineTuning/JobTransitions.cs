using BotGateway.OpenAI;

namespace BotGateway.FineTuning;

/// <summary>How a job goes from one state to the next. Pure functions: the caller stores the new state.</summary>
internal static class JobTransitions
{
    // A young job may end soon; one of several hours is not polled every minute. Ticks are a minute apart: a pause of a whole minute would end just after
    // the next tick, which then would not find the job due.
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromSeconds(50);
    private static readonly TimeSpan LongestPoll = TimeSpan.FromMinutes(15);
    private const int PollsPerAge = 10;

    // With growing pauses this takes hours, enough for an operator to fix the cause.
    private const int MostFailures = 20;

    // Jobs have a handful; a service that alternates between statuses must not fill the row.
    private const int MostChanges = 100;

    public static TrainingJob Begin(this JobSnapshot job, string clientId, DateTimeOffset submittedAt, PlannedTeam? team, Deployment? deployment) => new()
    {
        ClientId = clientId,
        Job = job,
        SubmittedAt = submittedAt,
        History = [new StatusChange(job.Status, submittedAt)],
        Team = team,
        Deployment = deployment,
        DueAt = submittedAt + ShortestPoll,
    };

    /// <summary>Records the service's current state. Once a job has ended, the timer processes it at once.</summary>
    public static TrainingJob WithSnapshot(this TrainingJob recorded, JobSnapshot job, DateTimeOffset now) => recorded with
    {
        Job = job,
        History = job.Status == recorded.Job.Status ? recorded.History : Append(recorded.History, new StatusChange(job.Status, now)),
        DueAt = job.HasEnded && !recorded.Job.HasEnded ? now : recorded.DueAt,
        Problem = null,
        Failures = 0,
    };

    /// <summary>Schedules the next poll, later for an older job.</summary>
    /// <param name="retryAfter">The service's Retry-After; null if there is none.</param>
    public static TrainingJob ScheduleNextPoll(this TrainingJob recorded, DateTimeOffset now, string? problem = null, TimeSpan? retryAfter = null)
    {
        var failures = problem is null ? 0 : recorded.Failures + 1;
        // What costs by the hour and is not wanted is never left alone.
        if (recorded.Job.HasEnded && failures >= MostFailures && recorded is { Deployment: not { State: Deployment.Undeploying }, ModelRemoval: not ModelRemoval.Wanted })
        {
            var deployment = recorded.Deployment is { IsReady: false } failed ? failed with { State = Deployment.Failed } : recorded.Deployment;
            return recorded with { DueAt = null, Problem = problem, Failures = failures, Deployment = deployment };
        }

        var age = (now - recorded.SubmittedAt) / PollsPerAge;
        var pause = age < ShortestPoll ? ShortestPoll : age > LongestPoll ? LongestPoll : age;
        return recorded with { DueAt = now + (retryAfter > pause ? retryAfter.Value : pause), Problem = problem, Failures = failures };
    }

    /// <summary>
    /// Records the state of the deployment. While it is in progress, every tick polls it: it takes minutes, regardless of the job's age. One that
    /// failed, for example for lack of quota, is requested again later.
    /// </summary>
    public static TrainingJob WithDeployment(this TrainingJob recorded, string state, DateTimeOffset now)
    {
        var seen = recorded with { Deployment = recorded.Deployment! with { State = state }, Problem = null };
        if (seen.Deployment.IsReady)
            return seen;
        return seen.Deployment.MustBeStarted && state != Deployment.Wanted
            ? seen.ScheduleNextPoll(now, $"The deployment ended with '{state}'.")
            : seen with { DueAt = now + ShortestPoll };
    }

    /// <summary>Marks a job as lost that has run for longer than any does.</summary>
    public static TrainingJob GiveUp(this TrainingJob recorded, DateTimeOffset now) =>
        recorded.WithSnapshot(recorded.Job with { Status = JobSnapshot.Lost }, now);

    /// <summary>Ends the timer's work: nothing is left to do, or nothing before a given time.</summary>
    public static TrainingJob Complete(this TrainingJob recorded, DateTimeOffset? next = null) => recorded with { DueAt = next, Problem = null, Failures = 0 };

    /// <summary>Looks again soon: the service has taken in what it was asked to do.</summary>
    public static TrainingJob PollSoon(this TrainingJob recorded, DateTimeOffset now) => recorded with { DueAt = now + ShortestPoll };

    /// <summary>Has the trained model deployed, or deployed again, unless it is under way.</summary>
    public static TrainingJob WantDeployment(this TrainingJob recorded, DateTimeOffset now) =>
        recorded.Deployment is { IsRemoved: false, MustBeStarted: false, IsUnwanted: false }
            ? recorded
            : recorded with
            {
                Deployment = new Deployment(recorded.Deployment?.Name ?? recorded.Job.Id, Deployment.Wanted, IsAsked: true),
                DueAt = now,
                Failures = 0,
                Problem = null,
            };

    public static TrainingJob WantNoDeployment(this TrainingJob recorded, DateTimeOffset now) => recorded.Deployment!.IsUnwanted
        ? recorded
        : recorded with { Deployment = recorded.Deployment with { State = Deployment.Undeploying }, DueAt = now, Failures = 0, Problem = null };

    public static TrainingJob WantNoModel(this TrainingJob recorded, DateTimeOffset now) =>
        recorded with { ModelRemoval = ModelRemoval.Wanted, DueAt = now, Failures = 0, Problem = null };

    /// <summary>Nothing more is to be made of it: the timer leaves it alone, and its model is nobody's.</summary>
    public static TrainingJob Erase(this TrainingJob recorded) => recorded with
    {
        ModelRemoval = recorded.ModelRemoval == ModelRemoval.None ? ModelRemoval.Wanted : recorded.ModelRemoval,
        Team = null,
        DueAt = null,
    };

    /// <summary>Forgets a file that was deleted.</summary>
    public static TrainingJob WithoutFile(this TrainingJob recorded, string fileId)
    {
        var rest = recorded with
        {
            IsTrainingFileDeleted = recorded.IsTrainingFileDeleted || recorded.Job.TrainingFileId == fileId,
            ValidationFileId = recorded.ValidationFileId == fileId ? null : recorded.ValidationFileId,
        };
        return rest with { HasFiles = rest.Files.Count > 0 };
    }

    // Keeps the first and the newest.
    private static IReadOnlyList<StatusChange> Append(IReadOnlyList<StatusChange> history, StatusChange change) =>
        history.Count < MostChanges ? [.. history, change] : [history[0], .. history.Skip(2), change];
}
