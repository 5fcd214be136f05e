using BotGateway.Contracts;

namespace BotGateway.Tests.Scheduling;

[Long]
public sealed class MessageFaultTests(TableService tables)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // The message of the routines, that of the job, and the one with the routines that the time of an invocation did not suffice for.
    private static IEnumerable<int> Messages => Thoroughness.IsWanted ? [1, 2, 3] : [2];

    public static TheoryData<MessageFault, int> Faults
    {
        get
        {
            var faults = new TheoryData<MessageFault, int>();
            foreach (var fault in Enum.GetValues<MessageFault>())
            {
                foreach (var nth in Messages)
                    faults.Add(fault, nth);
            }

            return faults;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_message_that_is_lost_or_comes_twice_loses_nothing_and_has_nothing_done_twice(MessageFault fault, int nth)
    {
        var connection = tables.NewConnectionString();
        var messages = new QueueMessages(connection);
        await using var proxy = await StorageProxy.StartAsync(connection);
        proxy.Handle = messages.HandleAsync;
        await using var work = await MixedWork.StartAsync(tables, proxy.ConnectionString);
        messages.Expect(fault, nth);

        work.Gateway.Clock.Advance(Minute);
        using (var chat = work.Gateway.Models.Faults.Hold("chat"))
        {
            var tick = work.Gateway.TickAsync(TestContext.Current.CancellationToken);
            // A message that is lost has no run begun.
            await Task.WhenAny(chat.Arrived, tick);
            // The other routines go to another invocation.
            work.Gateway.Clock.Advance(Minute + TimeSpan.FromSeconds(1));
            chat.Release();
            await tick;
        }

        var returned = await messages.ReturnAsync();
        await work.FinishAsync(async () => returned += await messages.ReturnAsync());

        Assert.True(messages.HasFailed, "The fault has not come.");
        Assert.Equal(fault is MessageFault.FetchLost or MessageFault.DeleteLost, returned > 0);
        var runs = await work.AssertIsDoneOnceAsync();
        Assert.All(runs, run => Assert.True(run.Outcome is RunOutcome.Answered or RunOutcome.Skipped));
        // No model is asked twice, either.
        Assert.Equal(runs.Count(run => run.Outcome == RunOutcome.Answered), work.Gateway.Models.Calls.Count("chat"));
    }
}
