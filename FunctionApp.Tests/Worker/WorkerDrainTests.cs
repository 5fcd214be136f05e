
namespace BotGateway.Tests.Worker;

/// <summary>A routine's run that is under way when its instance is taken away, as on a deployment or when Azure scales in.</summary>
public sealed class WorkerDrainTests(TableService tables)
{
    private const string TooLong = "It starts a worker and waits for its run; an end by SIGTERM is tested in every run.";

    [Theory]
    [InlineData("terminate")]
    [InlineData("SIGTERM")]
    public async Task A_run_under_way_when_the_worker_ends_is_answered_and_its_message_done(string end)
    {
        if (end != "SIGTERM")
            Thoroughness.Require(TooLong);
        await using var worker = await RoutineWorker.StartAsync(tables);
        var message = await worker.App.TickUntilMessageAsync();
        using var chat = worker.App.Front.Models.Faults.Hold("chat");
        var run = worker.App.Deliver(message).Response;
        await chat.Arrived.WaitAsync(worker.App.Session.Process.Cancellation);

        if (end == "SIGTERM")
            await worker.App.Session.Process.TerminateAsync();
        else
            worker.App.Session.Terminate();
        chat.Release();

        Handshake.RequireSuccess(await run);
        Assert.Equal(0, await worker.App.Session.Process.WaitForExitAsync());
        await worker.App.RestartAsync();
        Assert.Equal([(RoutineWorker.FirstAnswer, 1)], await worker.AnswersAsync());

        // The host had no time to delete the message.
        Handshake.RequireSuccess(await worker.App.Deliver(await worker.App.Queue.ReceiveAgainAsync(message)).Response);
        Assert.Single(await worker.AnswersAsync());
        Assert.Equal(1, worker.TimesAsked);
    }

    // As a host does that stops listening to the queue: it cancels what runs, and the message comes again.
    [Fact]
    public async Task A_run_that_the_host_cancels_is_answered_once_by_the_next_worker()
    {
        Thoroughness.Require(TooLong);
        await using var worker = await RoutineWorker.StartAsync(tables);
        var message = await worker.App.TickUntilMessageAsync();
        using var chat = worker.App.Front.Models.Faults.Hold("chat");
        var (id, run) = worker.App.Deliver(message);
        await chat.Arrived.WaitAsync(worker.App.Session.Process.Cancellation);

        worker.App.Session.Cancel(id);
        Assert.Equal("Cancelled", Handshake.StatusOf(await run));
        worker.App.Session.Terminate();
        Assert.Equal(0, await worker.App.Session.Process.WaitForExitAsync());
        await worker.App.RestartAsync();
        Assert.Empty(await worker.AnswersAsync());
        Handshake.RequireSuccess(await worker.App.Deliver(await worker.App.Queue.ReceiveAgainAsync(message)).Response);

        Assert.Equal([(RoutineWorker.FirstAnswer, 1)], await worker.AnswersAsync());
        Assert.Equal(2, worker.TimesAsked);
    }
}
