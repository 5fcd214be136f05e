using System.Text.Json;

namespace BotGateway.Tests.Worker;

/// <summary>The way of a due routine through the app as the Functions host runs it: timer, queue, queue function, answer.</summary>
public sealed class WorkerRoutineTests(TableService tables)
{
    private const string TooLong = "It starts a worker and waits for routines of real minutes; a run from the timer to the answer is tested in every run.";

    [Fact]
    public async Task A_due_routine_goes_from_the_timer_through_the_queue_to_its_answer()
    {
        await using var worker = await RoutineWorker.StartAsync(tables);

        var message = await worker.App.TickUntilMessageAsync();
        Handshake.RequireSuccess(await worker.App.Deliver(message).Response);

        Assert.Equal([(RoutineWorker.FirstAnswer, 1)], await worker.AnswersAsync());
        Assert.Equal(1, worker.TimesAsked);
        var work = JsonElement.Parse(message.Body.ToString());
        Assert.Equal(["client", "slot", "token", "routines", "threads", "jobs", "intents", "webhooks"], work.EnumerateObject().Select(property => property.Name));
        Assert.Equal([worker.Routine], work.GetProperty("routines").EnumerateArray().Select(routine => routine.GetString()));
    }

    // By then the routine is due again, and the next message for it is on its way.
    [Fact]
    public async Task A_message_that_comes_again_after_its_run_does_nothing()
    {
        Thoroughness.Require(TooLong);
        await using var worker = await RoutineWorker.StartAsync(tables);
        var first = await worker.App.TickUntilMessageAsync();
        Handshake.RequireSuccess(await worker.App.Deliver(first).Response);
        var next = await worker.App.TickUntilMessageAsync();

        var again = await worker.App.Queue.ReceiveAgainAsync(first);
        Handshake.RequireSuccess(await worker.App.Deliver(again).Response);

        Assert.Equal((1, 2, 1), (first.DequeueCount, again.DequeueCount, next.DequeueCount));
        Assert.Single(await worker.AnswersAsync());
        Assert.Equal(1, worker.TimesAsked);
        Handshake.RequireSuccess(await worker.App.Deliver(next).Response);
        // That message may only have confirmed that due times were skipped: then a later one runs the routine.
        while ((await worker.AnswersAsync()).Count < 2)
            Handshake.RequireSuccess(await worker.App.Deliver(await worker.App.TickUntilMessageAsync()).Response);
    }

    [Fact]
    public async Task A_message_that_comes_again_during_its_run_does_nothing()
    {
        Thoroughness.Require(TooLong);
        await using var worker = await RoutineWorker.StartAsync(tables);
        var message = await worker.App.TickUntilMessageAsync();
        using var chat = worker.App.Front.Models.Faults.Hold("chat");
        var run = worker.App.Deliver(message).Response;
        await chat.Arrived.WaitAsync(worker.App.Session.Process.Cancellation);

        Handshake.RequireSuccess(await worker.App.Deliver(await worker.App.Queue.ReceiveAgainAsync(message)).Response);
        Assert.False(run.IsCompleted);
        chat.Release();

        Handshake.RequireSuccess(await run);
        Assert.Single(await worker.AnswersAsync());
        Assert.Equal(1, worker.TimesAsked);
    }
}
