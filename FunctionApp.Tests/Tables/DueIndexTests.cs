using Azure.Core.Pipeline;
using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Tests.Tables;

public sealed class DueIndexTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 10, 0, 0, 500, TimeSpan.Zero);

    private readonly string _connection;
    private readonly string _name = $"agenda{Guid.NewGuid():N}";
    private readonly Table _table;
    private readonly DueIndex _agenda;

    public DueIndexTests(TableService tables)
    {
        _connection = tables.ConnectionString;
        _table = new Table(new TableClient(_connection, _name));
        _agenda = new DueIndex(_table, "due");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_is_due_from_its_very_millisecond()
    {
        await MoveAsync("a", null, Now);

        Assert.Empty(await DueAsync(Now.AddMilliseconds(-1)));
        Assert.Equal(["a"], await DueAsync(Now));
        Assert.Equal(["a"], await DueAsync(Now.AddYears(1)));
    }

    [Fact]
    public async Task Fractions_of_a_millisecond_do_not_matter()
    {
        await MoveAsync("a", null, Now.AddTicks(9999));

        Assert.Equal(["a"], await DueAsync(Now));
        await MoveAsync("a", Now.AddTicks(1), null);
        Assert.Empty(await DueAsync(Now.AddYears(1)));
    }

    [Fact]
    public async Task Those_that_have_waited_longest_come_first_whatever_their_shard()
    {
        var names = Enumerable.Range(0, 40).Select(i => $"row{i}").ToList();
        foreach (var (i, name) in names.Index())
            await MoveAsync(name, null, Now.AddSeconds(-i));

        Assert.Equal(names.AsEnumerable().Reverse(), await DueAsync(Now));
    }

    [Fact]
    public async Task Of_each_shard_the_oldest_are_found_and_the_others_once_these_have_moved()
    {
        var shard = DueIndex.ShardNames.First();
        for (var i = 0; i < 5; i++)
            await _table.TryWriteAsync([.. _agenda.Move(shard, $"row{i}", null, Now.AddSeconds(i - 5))], Cancellation);

        Assert.Equal(["row0", "row1"], await DueAsync(Now, most: 2));
        for (var i = 0; i < 2; i++)
            await _table.TryWriteAsync([.. _agenda.Move(shard, $"row{i}", Now.AddSeconds(i - 5), Now.AddDays(1))], Cancellation);
        Assert.Equal(["row2", "row3"], await DueAsync(Now, most: 2));
    }

    [Fact]
    public async Task More_than_a_page_is_found()
    {
        var shard = DueIndex.ShardNames.First();
        foreach (var part in Enumerable.Range(0, 150).Chunk(50))
            await _table.TryWriteAsync([.. part.SelectMany(i => _agenda.Move(shard, $"row{i:D3}", null, Now))], Cancellation);

        Assert.Equal(Enumerable.Range(0, 150).Select(i => $"row{i:D3}"), await DueAsync(Now, most: 200));
    }

    [Fact]
    public void To_move_to_the_same_time_changes_nothing()
    {
        Assert.Empty(_agenda.Move("shard-00", "a", Now, Now.AddTicks(1)));
        Assert.Empty(_agenda.Move("shard-00", "a", null, null));
        Assert.Equal(2, _agenda.Move("shard-00", "a", Now, Now.AddMilliseconds(1)).Count());
    }

    [Fact]
    public async Task Two_due_indexes_in_one_table_do_not_see_each_other()
    {
        await MoveAsync("a", null, Now);

        Assert.Empty(await new DueIndex(_table, "old").ReadDueAsync(Now.AddYears(1), 10, Cancellation));
    }

    [Fact]
    public async Task Many_who_move_a_row_at_once_leave_it_in_one_place()
    {
        var shard = DueIndex.ShardOf("a");
        await _table.TryWriteAsync(
            [new(TableTransactionActionType.Add, new TableEntity(shard, "a")), .. _agenda.Move(shard, "a", null, Now)], Cancellation);
        var row = (await _table.FindAsync(shard, "a", Cancellation))!;

        var moved = await Task.WhenAll(Enumerable.Range(1, 10).Select(i => _table.TryWriteAsync(
            [
                new(TableTransactionActionType.UpdateReplace, new TableEntity(shard, "a") { ["By"] = i }, row.ETag),
                .. _agenda.Move(shard, "a", Now, Now.AddSeconds(i)),
            ],
            Cancellation)));

        var winner = 1 + Array.IndexOf(moved, true);
        Assert.Single(moved, true);
        var item = Assert.Single(await _agenda.ReadDueAsync(Now.AddYears(1), 10, Cancellation));
        Assert.Equal((shard, "a", Now.AddSeconds(winner)), (item.Partition, item.Row, item.Time));
        Assert.Equal(winner, (await _table.FindAsync(shard, "a", Cancellation))!.GetInt32("By"));
    }

    [Fact]
    public void Rows_are_spread_over_all_shards()
    {
        var sizes = Enumerable.Range(0, 1000).GroupBy(i => DueIndex.ShardOf($"routine_{i}")).ToDictionary(group => group.Key, group => group.Count());

        Assert.Equal(DueIndex.ShardNames, sizes.Keys.Order(StringComparer.Ordinal));
        Assert.All(sizes.Values, size => Assert.InRange(size, 30, 100));
    }

    // The keys of all rows that are stored depend on it.
    [Theory]
    [InlineData("default", "shard-07")]
    [InlineData("routine_1", "shard-05")]
    public void A_shard_is_the_same_for_ever(string what, string shard) => Assert.Equal(shard, DueIndex.ShardOf(what));

    [Fact]
    public async Task To_find_that_nothing_is_due_takes_a_request_for_each_shard_whatever_else_is_in_the_table()
    {
        foreach (var name in Enumerable.Range(0, 300).Select(i => $"row{i}"))
        {
            var shard = DueIndex.ShardOf(name);
            await _table.TryWriteAsync(
                [new(TableTransactionActionType.Add, new TableEntity(shard, name)), .. _agenda.Move(shard, name, null, Now.AddDays(1))], Cancellation);
        }

        using var counted = new TableFaults();

        var due = await CountedIndex(counted).ReadDueAsync(Now, 100, Cancellation);

        Assert.Empty(due);

        Assert.Equal(16, counted.Requests.Count);
    }

    [Fact]
    public async Task Of_a_table_that_does_not_exist_one_shard_is_asked_and_all_are_once_it_does()
    {
        using var counted = new TableFaults();
        var index = CountedIndex(counted);

        Assert.Empty(await index.ReadDueAsync(Now, 100, Cancellation));
        Assert.Single(counted.Requests);

        foreach (var row in Enumerable.Range(0, 20).Select(i => $"row{i}"))
            await MoveAsync(row, null, Now);
        counted.Forget();
        Assert.Equal(20, (await index.ReadDueAsync(Now, 100, Cancellation)).Count);
        Assert.Equal(16, counted.Requests.Count);
    }

    private DueIndex CountedIndex(TableFaults counted)
    {
        var transport = new TableClientOptions { Transport = new HttpClientTransport(new HttpClient(counted, disposeHandler: false)) };
        return new DueIndex(new Table(new TableClient(_connection, _name, transport)), "due");
    }

    private Task<bool> MoveAsync(string row, DateTimeOffset? from, DateTimeOffset? to) =>
        _table.TryWriteAsync([.. _agenda.Move(DueIndex.ShardOf(row), row, from, to)], Cancellation);

    private async Task<List<string>> DueAsync(DateTimeOffset now, int most = 100) =>
        [.. (await _agenda.ReadDueAsync(now, most, Cancellation)).Select(item => item.Row)];
}
