using BotGateway.FineTuning;
using BotGateway.OpenAI;

namespace BotGateway.Tests.FineTuning;

public sealed class JobTransitionsTests
{
    private static readonly DateTimeOffset Submitted = new(2030, 1, 1, 10, 0, 30, TimeSpan.Zero);
    private static readonly JobSnapshot Running = new("ftjob-1", "running", "file-1", null, null, null);

    [Fact]
    public void Polls_back_off_with_the_jobs_age()
    {
        var polls = PollsOfADay();

        // As long as it is young, with every tick; after some hours, four times an hour.
        Assert.Equal(7, polls.Count(at => at <= Submitted.AddMinutes(8)));
        Assert.InRange(polls.Count(at => at > Submitted.AddHours(1) && at <= Submitted.AddHours(2)), 5, 10);
        Assert.InRange(polls.Count(at => at > Submitted.AddHours(20)), 15, 16);
        Assert.InRange(polls.Count, 100, 140);
    }

    [Fact]
    public void A_poll_that_failed_backs_off_as_well_and_says_why()
    {
        var later = Begin().ScheduleNextPoll(Submitted.AddHours(1), "down");

        Assert.Equal(("down", Submitted.AddMinutes(66)), (later.Problem, later.DueAt));
        Assert.Null(later.ScheduleNextPoll(Submitted.AddHours(2)).Problem);
    }

    [Fact]
    public void A_status_that_stays_is_kept_once() =>
        Assert.Equal(
            [new StatusChange("running", Submitted), new StatusChange("paused", Submitted.AddMinutes(2))],
            Begin().WithSnapshot(Running, Submitted.AddMinutes(1)).WithSnapshot(Running with { Status = "paused" }, Submitted.AddMinutes(2)).History);

    [Fact]
    public void Whoever_sees_the_end_first_leaves_the_rest_to_the_next_tick() =>
        Assert.Equal(Submitted.AddHours(1), Begin().ScheduleNextPoll(Submitted.AddMinutes(59))
            .WithSnapshot(Running with { Status = "succeeded" }, Submitted.AddHours(1)).DueAt);

    private static TrainingJob Begin() => Running.Begin("default", Submitted, team: null, deployment: null);

    // With a tick each full minute.
    private static List<DateTimeOffset> PollsOfADay()
    {
        var polls = new List<DateTimeOffset>();
        var job = Begin();
        for (var now = Submitted.AddSeconds(30); now <= Submitted.AddDays(1); now = now.AddMinutes(1))
        {
            if (job.DueAt > now)
                continue;
            polls.Add(now);
            job = job.WithSnapshot(Running, now).ScheduleNextPoll(now);
        }

        return polls;
    }
}
