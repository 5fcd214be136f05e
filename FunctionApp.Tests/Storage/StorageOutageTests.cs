using BotGateway.Contracts;
using BotGateway.Http;
using BotGateway.LocalHost.Azurite;
using BotGateway.Tests.LocalHost;
using BotGateway.Tests.Scheduling;

namespace BotGateway.Tests.Storage;

/// <summary>The storage service is away while routines and a job are due.</summary>
public sealed class StorageOutageTests(TableService tables)
{
    private const string SkipReason = "The service hangs for half a minute." + Thoroughness.InCI;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static TimeSpan Outage => TimeSpan.FromSeconds(Thoroughness.IsWanted ? 15 : 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_that_are_reset_lose_nothing_and_have_nothing_done_twice()
    {
        await using var proxy = await StorageProxy.StartAsync(tables.NewConnectionString());
        await using var work = await MixedWork.StartAsync(tables, proxy.ConnectionString);

        await TickThroughAsync(work, begin: () => Do(proxy.Cut), end: () => Do(proxy.Pass), isNoticed: true);
        await work.FinishAsync(() => Task.CompletedTask);

        await AssertIsDoneAsync(work);
    }

    [Fact]
    public async Task A_service_that_hangs_and_then_serves_what_nobody_waits_for_any_more_loses_nothing_and_has_nothing_done_twice()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGSTOP.");
        Assert.SkipUnless(Thoroughness.IsWanted, SkipReason);
        using var data = new TemporaryDirectory();
        await using var azurite = await AzuriteProcess.StartAsync(data.Path, report: _ => { }, Cancellation);
        await using var work = await MixedWork.StartAsync(tables, azurite.ConnectionString);
        var id = LocalHostProcess.AzuriteOf(data);

        await TickThroughAsync(
            work,
            begin: () => OtherProcess.SignalAsync("STOP", id, Cancellation),
            end: () => OtherProcess.SignalAsync("CONT", id, CancellationToken.None),
            isNoticed: false);
        await work.FinishAsync(() => Task.CompletedTask);

        await AssertIsDoneAsync(work);
    }

    private static Task Do(Action action)
    {
        action();
        return Task.CompletedTask;
    }

    // It begins in the middle of a run, and the timer goes on through it, a minute by the gateway's clock at each tick.
    // Where the SDK's retries do not last through it, it lasts until a tick has failed.
    private static async Task TickThroughAsync(MixedWork work, Func<Task> begin, Func<Task> end, bool isNoticed)
    {
        var gateway = work.Gateway;
        using var chat = gateway.Models.Faults.Hold("chat");
        gateway.Clock.Advance(Minute);
        var tick = gateway.TickAsync(Cancellation);
        Assert.Same(chat.Arrived, await Task.WhenAny(chat.Arrived, tick));
        var hasFailed = false;
        await begin();
        try
        {
            chat.Release();
            var outage = Task.Delay(Outage, Cancellation);
            while (await Task.WhenAny(tick, outage) == tick || (isNoticed && !hasFailed))
            {
                hasFailed |= await FailsAsync(tick);
                tick = gateway.TickAfterAsync(Minute);
            }
        }
        finally
        {
            await end();
        }

        await FailsAsync(tick);
    }

    private static async Task<bool> FailsAsync(Task tick)
    {
        var failure = await Record.ExceptionAsync(() => tick);
        Assert.True(failure is null or GatewayException { Kind: ErrorKind.Unavailable } || BrokenConnection.IsOutage(failure), failure?.ToString());
        return failure is not null;
    }

    private static async Task AssertIsDoneAsync(MixedWork work)
    {
        var runs = await work.AssertIsDoneOnceAsync();
        Assert.Contains(runs, run => run.Outcome == RunOutcome.Answered);
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Join(", ", runs.Select(run => $"{run.Due:HH:mm} {run.Outcome} {run.Missed} at attempt {run.Attempt}")));
    }
}
