using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.Demo;

/// <summary>Creates a routine that runs once, and shows its run.</summary>
internal sealed class ScheduledRoutineStep : IDemoStep
{
    public string Title => "Schedule a message with a routine";

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    // The queue is polled at least every 2 seconds, and the model takes some time, especially on a busy machine.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public async Task PlayAsync(DemoStory story, CancellationToken cancellationToken)
    {
        var made = await story.AskAsync(
            new JsonObject
            {
                ["event_name"] = "bot_routine",
                ["schedule"] = "* * * * * *",
                ["botID"] = story.BotId,
                ["threadID"] = story.ThreadId,
                ["message"] = "El chiste del día, por favor.",
                ["max_runs"] = 1,
            },
            cancellationToken);
        var routineId = Expect.Text(made, "routine_id");
        await WaitUntilAsync(Expect.Text(made, "next_run"), story.Clock, cancellationToken);

        // Otherwise the timer's next tick would run the routine, within a minute.
        await story.TickAsync(cancellationToken);
        var question = new JsonObject { ["event_name"] = "bot_routine", ["action"] = "get", ["routine_id"] = routineId };
        var watch = Stopwatch.StartNew();
        while (Expect.Text(await story.AskSilentlyAsync(question, cancellationToken), "routine_status") == "active" && watch.Elapsed < Limit)
            await Task.Delay(PollInterval, cancellationToken);
        var routine = await story.AskAsync(question, cancellationToken);
        Expect.That(Expect.Text(routine, "routine_status") == "finished", "\"routine_status\" should be \"finished\" after its one run");
        Expect.That(routine["runs"] is JsonArray { Count: 1 }, "\"runs\" should have one run");
        var run = routine["runs"]![0]!.AsObject();
        Expect.That(Expect.Text(run, "outcome") == "answered", $"the run should be answered: {run.ToJsonString(Readable.Json)}");
        Expect.Text(run, "answer");
    }

    private static async Task WaitUntilAsync(string time, TimeProvider clock, CancellationToken cancellationToken)
    {
        var left = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture) - clock.GetUtcNow();
        if (left > TimeSpan.Zero)
            await Task.Delay(left, clock, cancellationToken);
    }
}
