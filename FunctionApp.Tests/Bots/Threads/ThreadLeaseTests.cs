using Azure.Data.Tables;
using BotGateway.Bots;
using BotGateway.Bots.Threads;
using BotGateway.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.Bots.Threads;

/// <summary>A thread belongs to one message at a time, and not for longer than a crash makes unavoidable.</summary>
public sealed class ThreadLeaseTests(TableService tables)
{
    private static readonly AuthenticatedClient Owner = new(AuthenticatedClient.DefaultId, "", new HashSet<string>());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_waits_for_longer_than_10_s_gets_a_409_and_asks_no_model()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var gateway = await StartAsync(tables.NewConnectionString(), clock);
        var thread = await gateway.NewThreadAsync();
        var leases = gateway.Service<ThreadLeases>();
        await leases.AcquireAsync(Owner, thread, Cancellation);
        var start = clock.GetUtcNow();

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => AdvanceUntilAsync(clock, leases.AcquireAsync(Owner, thread, Cancellation)));

        Assert.Equal((ErrorKind.Conflict, TimeSpan.FromSeconds(10)), (problem.Kind, problem.RetryAfter));
        Assert.True(clock.GetUtcNow() - start >= TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_thread_whose_message_was_lost_in_a_crash_can_be_used_when_the_lease_has_expired_and_holds_one_answer()
    {
        var connection = tables.NewConnectionString();
        await using var crashed = await new GatewayBuilder(tables).WithTables(connection).StartAsync();
        await using var later = await StartAsync(connection, new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(5)));
        var talk = await crashed.NewBotAsync();
        using var held = crashed.Models.Faults.Hold("chat");

        var lost = crashed.SendAsync(talk, "perdido");
        await held.Arrived;
        var answer = await later.SendAsync(talk, "¡Hola!");
        held.Release();

        Assert.Equal(200, answer.Status);
        (await lost).AssertProblem(409, "send this one again");
        Assert.Equal("¡Hola!", Assert.Single(await later.ReadThreadAsync(talk.ThreadId)).User);
    }

    [Fact]
    public async Task A_run_that_goes_on_after_its_lease_has_expired_does_not_answer_twice()
    {
        var connection = tables.NewConnectionString();
        await using var slow = await new GatewayBuilder(tables).WithTables(connection).StartAsync();
        await using var later = await StartAsync(connection, new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(5)));
        var talk = await slow.NewBotAsync();
        var run = TurnKey.OfRun("routine_1", DateTimeOffset.UnixEpoch, isFirstAttempt: false);
        using var held = slow.Models.Faults.Hold("chat");

        var first = RunAsync(slow, talk, run);
        await held.Arrived;
        var second = await RunAsync(later, talk, run);
        held.Release();
        var late = await Assert.ThrowsAnyAsync<GatewayException>(() => first);
        var again = await RunAsync(slow, talk, run);

        Assert.Equal(ErrorKind.Conflict, late.Kind);
        Assert.Equal(second.Message, again.Message);
        Assert.Single(await slow.ReadThreadAsync(talk.ThreadId));
        Assert.Equal((1, 1), (slow.Models.Calls.Count("chat"), later.Models.Calls.Count("chat")));
    }

    [Fact]
    public async Task A_routines_run_waits_for_a_message_on_its_thread()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync();
        using var held = gateway.Models.Faults.Hold("chat");

        var message = gateway.SendAsync(new Talk(gateway.Bot, gateway.Thread), "¿Qué tal?");
        await held.Arrived;
        gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        var tick = gateway.TickAfterAsync(TimeSpan.Zero);
        held.Release();
        Assert.Equal(200, (await message).Status);
        await AdvanceUntilAsync(gateway.Clock, Task.Run(async () =>
        {
            await tick;
            return true;
        }), eachMilliseconds: 100);

        Assert.Equal("answered", (await gateway.ActAsync("get", routine)).SingleRun().GetProperty("outcome").GetString());
        Assert.Equal(["¿Qué tal?", "Resumen"], (await gateway.ReadThreadAsync(gateway.Thread)).Select(turn => turn.User));
        Assert.Equal(2, gateway.Models.Calls.Count("chat"));
    }

    public static TheoryData<string, object> OddLeases => new()
    {
        { "LeaseUntil", "tomorrow" },
        { "LeaseUntil", new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero) }, // By a clock that was wrong.
        { "LeaseHolder", 7 },
    };

    [Theory]
    [MemberData(nameof(OddLeases))]
    public async Task A_lease_that_no_instance_with_a_right_clock_wrote_blocks_nobody(string column, object value)
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var talk = await gateway.NewBotAsync();
        var leased = new TableEntity($"default:{talk.ThreadId}", "thread")
        {
            ["LeaseHolder"] = Guid.NewGuid(),
            ["LeaseUntil"] = DateTimeOffset.UtcNow.AddMinutes(1),
            [column] = value,
        };
        await gateway.Service<TableServiceClient>().GetTableClient("threads").UpdateEntityAsync(leased, Azure.ETag.All, cancellationToken: Cancellation);

        Assert.Equal(200, (await gateway.SendAsync(talk, "¡Hola!")).Status);
    }

    [Fact]
    public async Task A_turn_whose_row_cannot_be_read_is_a_500_that_names_the_column_and_releases_the_thread()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var talk = await gateway.NewBotAsync();
        await gateway.SendAsync(talk, "uno");
        var table = gateway.Service<TableServiceClient>().GetTableClient("threads");
        var key = $"turn_{int.MaxValue - 1:D10}";
        TableEntity row = await table.GetEntityAsync<TableEntity>($"default:{talk.ThreadId}", key, cancellationToken: Cancellation);
        row["User"] = 5;
        await table.UpdateEntityAsync(row, Azure.ETag.All, TableUpdateMode.Replace, Cancellation);

        (await gateway.SendAsync(talk, "dos")).AssertProblem(500, "column 'User' is of type Int32");
    }

    private Task<Gateway> StartAsync(string connection, TimeProvider clock) =>
        new GatewayBuilder(tables).WithTables(connection).WithService(clock).StartAsync();

    private static async Task<BotGateway.OpenAI.ChatAnswer> RunAsync(Gateway gateway, Talk talk, TurnKey run)
    {
        var bot = await gateway.Service<IBotStore>().FindAsync(Owner, talk.BotId, Cancellation);
        return await gateway.Service<Conversation>().SendAsync(Owner, bot!, talk.ThreadId, "Resumen", run, Cancellation);
    }

    // The clock runs 20 times as fast, or less fast where storage must keep up with it.
    private static async Task<T> AdvanceUntilAsync<T>(FakeTimeProvider clock, Task<T> task, int eachMilliseconds = 10)
    {
        while (!task.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(200));
            await Task.WhenAny(task, Task.Delay(eachMilliseconds, Cancellation));
        }

        return await task;
    }
}
