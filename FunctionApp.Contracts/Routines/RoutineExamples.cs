namespace BotGateway.Contracts;

/// <summary>The examples of <c>bot_routine</c>, one for each of its forms.</summary>
internal static class RoutineExamples
{
    private const string Schedule = "0 8 * * 1-5";
    private const string TimeZone = "America/Lima";
    private const string Message = "Resumen del día";
    private const string NextPage = "cm91dGluZV8zZTVh";

    private static readonly DateTimeOffset Due = new(2026, 11, 24, 13, 0, 0, TimeSpan.Zero);

    private static readonly RoutineSummary Summary = new()
    {
        RoutineId = ExampleIds.Routine,
        Name = "Chistero",
        BotId = ExampleIds.Bot,
        ThreadId = ExampleIds.Thread,
        Schedule = Schedule,
        TimeZone = TimeZone,
        RoutineStatus = RoutineStatus.Active,
        NextRun = Due.AddDays(1),
        RunsDone = 1,
    };

    private static readonly RunResult Run = new()
    {
        Due = Due,
        Started = Due.AddSeconds(2),
        Finished = Due.AddSeconds(5),
        Attempt = 1,
        Outcome = RunOutcome.Answered,
        Answer = "Hoy hay tres reuniones.",
        Usage = new TokenUsage(52, 11),
    };

    public static IReadOnlyList<EventExample> All { get; } =
    [
        new("bot_routine_team", "Create a team of advisers", new CreateRoutineRequest { ModelId = ExampleIds.Model }, Team(isScheduled: false)),
        new("bot_routine_create", "Create a routine",
            new CreateRoutineRequest
            {
                Schedule = Schedule,
                TimeZone = TimeZone,
                BotId = ExampleIds.Bot,
                ThreadId = ExampleIds.Thread,
                Message = Message,
                StartsAt = Due.AddDays(-1),
                EndsAt = Due.AddYears(50),
                MaxRuns = 100,
                Deliver = RoutineDelivery.Thread,
                FreshThread = true,
            },
            Status(RoutineStatus.Active)),
        new("bot_routine_team_scheduled", "Create a team with a routine for each adviser",
            new CreateRoutineRequest { Schedule = "0 8 * * 1", ModelId = ExampleIds.Model, Message = Message }, Team(isScheduled: true)),
        new("bot_routine_list", "List routines",
            new ListRoutinesRequest { Limit = 1 }, new RoutineListResponse { Routines = [Summary], Next = NextPage }),
        new("bot_routine_list_next", "List the next page of routines",
            new ListRoutinesRequest { Next = NextPage }, new RoutineListResponse { Routines = [] }),
        new("bot_routine_run", "Run a routine now", new RunRoutineRequest { RoutineId = ExampleIds.Routine }, Run),
        new("bot_routine_get", "Read a routine", new GetRoutineRequest { RoutineId = ExampleIds.Routine }, Details()),
        new("bot_routine_pause", "Pause a routine", new PauseRoutineRequest { RoutineId = ExampleIds.Routine }, Status(RoutineStatus.Paused)),
        new("bot_routine_resume", "Resume a routine", new ResumeRoutineRequest { RoutineId = ExampleIds.Routine }, Status(RoutineStatus.Active)),
        new("bot_routine_delete", "Delete a routine",
            new DeleteRoutineRequest { RoutineId = ExampleIds.Routine }, new RoutineDeletedResponse { RoutineId = ExampleIds.Routine, RoutineStatus = RoutineStatus.Deleted }),
    ];

    private static RoutineStatusResponse Status(RoutineStatus status) =>
        new() { RoutineId = ExampleIds.Routine, RoutineStatus = status, NextRun = status == RoutineStatus.Active ? Due : null };

    private static RoutineDetails Details() => new()
    {
        RoutineId = Summary.RoutineId,
        Name = Summary.Name,
        BotId = Summary.BotId,
        ThreadId = Summary.ThreadId,
        Schedule = Summary.Schedule,
        TimeZone = Summary.TimeZone,
        RoutineStatus = Summary.RoutineStatus,
        NextRun = Summary.NextRun,
        RunsDone = Summary.RunsDone,
        Message = Message,
        Runs = [Run],
    };

    private static TeamResponse Team(bool isScheduled) => new()
    {
        Marketing = Member('a', isScheduled),
        Finance = Member('b', isScheduled),
        Rrhh = Member('c', isScheduled),
        Strategy = Member('d', isScheduled),
    };

    private static TeamMember Member(char digit, bool isScheduled)
    {
        var id = new string(digit, 31) + (isScheduled ? '1' : '0');
        return new TeamMember
        {
            BotId = $"bot_{id}",
            ThreadId = $"thread_{id}",
            RoutineId = isScheduled ? $"routine_{id}" : null,
            RoutineStatus = isScheduled ? RoutineStatus.Active : null,
            NextRun = isScheduled ? Due : null,
        };
    }
}
