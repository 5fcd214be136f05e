using BotGateway.Contracts;
using BotGateway.Routines;

namespace BotGateway.Tests.Routines;

public sealed class RoutineTransitionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 30, TimeSpan.Zero);
    private static readonly DateTimeOffset Due = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_routine_waits_for_its_first_due_time()
    {
        var routine = Every("0 * * * *").Activate(Now);

        Assert.Equal((RoutineStatus.Active, Due.AddHours(1), Due.AddHours(1)), (routine.Status, routine.Due, routine.DueAt));
    }

    [Fact]
    public void A_due_time_that_is_exactly_the_start_counts() =>
        Assert.Equal(Due.AddHours(3), Every("0 * * * *", starts: Due.AddHours(3)).Activate(Now).Due);

    [Fact]
    public void A_due_time_that_is_exactly_the_end_counts_and_the_next_does_not()
    {
        var routine = Every("0 * * * *", ends: Due.AddHours(1)).Activate(Now);

        Assert.Equal(Due.AddHours(1), routine.Due);
        Assert.Equal(RoutineStatus.Finished, routine.Claim(Due.AddHours(1)).Conclude(Due.AddHours(1)).Status);
    }

    [Fact]
    public void A_claimed_routine_is_left_alone_for_longer_than_the_longest_model_call()
    {
        var claimed = Waiting().Claim(Now);

        Assert.Equal(1, claimed.Attempt);
        Assert.True(claimed.DueAt > Now + BotGateway.OpenAI.ServiceCalls.Deadline);
        Assert.Equal(Due, claimed.Due);
    }

    [Fact]
    public void A_released_routine_is_as_if_it_had_not_been_claimed()
    {
        var released = Waiting().Claim(Now).Release(Now);

        Assert.Equal((0, Now, Due), (released.Attempt, released.DueAt, released.Due));
    }

    [Fact]
    public void A_concluded_run_counts_and_the_next_due_time_is_the_first_that_has_not_passed()
    {
        var next = Waiting().Claim(Now).Conclude(Due.AddHours(5).AddMinutes(1));

        Assert.Equal((1, 0, Due.AddHours(6)), (next.RunsDone, next.Attempt, next.Due));
    }

    [Fact]
    public void The_last_run_finishes_the_routine()
    {
        var finished = (Waiting() with { RunsDone = 2, Plan = Plan("0 * * * *", max: 3) }).Claim(Now).Conclude(Now);

        Assert.Equal((RoutineStatus.Finished, 3), (finished.Status, finished.RunsDone));
        Assert.Null(finished.DueAt);
    }

    [Fact]
    public void Attempts_come_with_growing_delay_and_end_after_three()
    {
        var first = Waiting().Claim(Now).Retry(Now)!;
        var second = first.Claim(Now).Retry(Now)!;
        var third = second.Claim(Now).Retry(Now);

        Assert.True(first.DueAt > Now);
        Assert.True(second.DueAt > first.DueAt);
        Assert.Equal(Due, second.Due);
        Assert.Null(third);
    }

    [Theory]
    [InlineData(null, 60)]
    [InlineData(7, 60)]
    [InlineData(90, 90)]
    [InlineData(86400, 3600)]
    public void An_attempt_comes_no_sooner_than_the_service_asks_up_to_an_hour(int? retryAfter, int seconds)
    {
        var retried = Waiting().Claim(Now).Retry(Now, retryAfter is null ? null : TimeSpan.FromSeconds(retryAfter.Value))!;

        Assert.Equal(Now.AddSeconds(seconds), retried.DueAt);
        Assert.True(retried.IsResting(Now.AddSeconds(seconds - 1)));
        Assert.False(retried.IsResting(Now.AddSeconds(seconds)));
    }

    [Fact]
    public void A_rest_that_is_implausibly_long_does_not_count()
    {
        var claimed = Waiting().Claim(Now.AddDays(1));

        Assert.False(claimed.IsResting(Now));
        Assert.True(claimed.IsResting(Now.AddDays(1)));
    }

    [Fact]
    public void A_row_of_an_earlier_version_that_rests_is_left_alone()
    {
        var resting = Waiting() with { RestsUntil = Now.AddMinutes(5), Rest = RoutineRest.Queued };

        Assert.True(resting.IsResting(Now));
        Assert.False(resting.IsResting(Now.AddMinutes(5)));
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(59, null)]
    [InlineData(60, 1)]
    [InlineData(305, 5)]
    public void Due_times_that_passed_meanwhile_are_counted(int minutesLater, int? expected)
    {
        var missed = Waiting().Claim(Now).Missed(Due.AddMinutes(minutesLater));

        Assert.Equal(expected, missed?.Count);
        if (expected is not null)
            Assert.Equal(Due.AddHours(1), missed!.Value.First);
    }

    [Fact]
    public void After_the_last_run_no_due_time_is_missed()
    {
        var last = (Waiting() with { RunsDone = 2, Plan = Plan("0 * * * *", max: 3) }).Claim(Now);

        Assert.Null(last.Missed(Due.AddHours(5)));
    }

    private static Routine Waiting() => Every("0 * * * *") with { Status = RoutineStatus.Active, Due = Due, DueAt = Due };

    private static Routine Every(string cron, DateTimeOffset? starts = null, DateTimeOffset? ends = null) => new()
    {
        Id = "routine_1",
        ClientId = "default",
        BotId = "bot_1",
        ThreadId = "thread_1",
        Plan = Plan(cron, starts, ends),
    };

    private static RoutinePlan Plan(string cron, DateTimeOffset? starts = null, DateTimeOffset? ends = null, int? max = null) =>
        new("name", "message", Schedule.Parse(cron, "Etc/UTC"), starts, ends, max);
}
