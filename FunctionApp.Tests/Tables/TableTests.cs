using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Tests.Tables;

public sealed class TableTests(TableService tables)
{
    private readonly Table _table = new(new TableServiceClient(tables.ConnectionString).GetTableClient($"t{Guid.NewGuid():N}"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_table_that_was_never_written_to_has_no_rows()
    {
        Assert.Null(await _table.FindAsync("p", "r", Cancellation));
        Assert.Empty(await ReadAsync("p", "a", "z"));
    }

    [Fact]
    public async Task A_table_is_made_when_it_is_first_written_to_also_by_many_at_once()
    {
        var written = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => AddAsync("p", $"r{i}")));

        Assert.All(written, Assert.True);
        Assert.Equal(10, (await ReadAsync("p", "r", "s")).Count);
    }

    [Fact]
    public async Task A_row_that_is_there_already_is_not_added()
    {
        Assert.True(await AddAsync("p", "r", "first"));
        Assert.False(await AddAsync("p", "r", "second"));

        Assert.Equal("first", (await _table.FindAsync("p", "r", Cancellation))!.GetString("Value"));
    }

    [Fact]
    public async Task A_row_that_has_changed_since_it_was_read_is_not_replaced()
    {
        await AddAsync("p", "r", "first");
        var read = (await _table.FindAsync("p", "r", Cancellation))!;
        read["Value"] = "second";

        Assert.True(await _table.TryWriteAsync(TableTransactionActionType.UpdateReplace, read, Cancellation));
        read["Value"] = "third";
        Assert.False(await _table.TryWriteAsync(TableTransactionActionType.UpdateReplace, read, Cancellation));

        Assert.Equal("second", (await _table.FindAsync("p", "r", Cancellation))!.GetString("Value"));
    }

    [Theory]
    [InlineData(TableTransactionActionType.UpdateReplace)]
    [InlineData(TableTransactionActionType.Delete)]
    public async Task A_row_that_is_gone_is_neither_replaced_nor_deleted(TableTransactionActionType kind)
    {
        var row = new TableEntity("p", "r") { ETag = Azure.ETag.All };

        Assert.False(await _table.TryWriteAsync(kind, row, Cancellation));

        await AddAsync("p", "another");
        Assert.False(await _table.TryWriteAsync(kind, row, Cancellation));
    }

    // One row is written without a batch.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task One_row_and_several_are_written_under_the_same_conditions(int others)
    {
        Task<string?> WriteAsync(TableTransactionActionType kind, string row, Azure.ETag version = default) => _table.TryReplaceAsync(
            [new(kind, new TableEntity("p", row) { ["Value"] = $"{kind}" }, version), .. Enumerable.Range(0, others).Select(_ => Add("p", $"{Guid.NewGuid()}"))], Cancellation);
        async Task<(string?, string)> FindAsync(string row) => await _table.FindAsync("p", row, Cancellation) is { } found ? (found.GetString("Value"), $"{found.ETag}") : default;

        foreach (var kind in new[] { TableTransactionActionType.UpdateReplace, TableTransactionActionType.UpdateMerge, TableTransactionActionType.Delete })
            Assert.Null(await WriteAsync(kind, "r", Azure.ETag.All));
        var first = await WriteAsync(TableTransactionActionType.Add, "r");
        Assert.Equal(("Add", first), await FindAsync("r"));
        Assert.Null(await WriteAsync(TableTransactionActionType.Add, "r"));
        foreach (var kind in new[] { TableTransactionActionType.UpdateReplace, TableTransactionActionType.UpdateMerge, TableTransactionActionType.UpsertReplace, TableTransactionActionType.UpsertMerge })
            Assert.Equal(($"{kind}", await WriteAsync(kind, "r", Azure.ETag.All)), await FindAsync("r"));
        foreach (var kind in new[] { TableTransactionActionType.UpdateReplace, TableTransactionActionType.UpdateMerge, TableTransactionActionType.Delete })
            Assert.Null(await WriteAsync(kind, "r", new Azure.ETag(first!)));
        Assert.NotNull(await WriteAsync(TableTransactionActionType.Delete, "r", new Azure.ETag((await FindAsync("r")).Item2)));
        Assert.Equal(default, await FindAsync("r"));
    }

    [Fact]
    public async Task Rows_are_written_all_or_none()
    {
        await AddAsync("p", "2");

        var written = await _table.TryWriteAsync([Add("p", "1"), Add("p", "2"), Add("p", "3")], Cancellation);

        Assert.False(written);
        Assert.Equal(["2"], await ReadAsync("p", "0", "9"));
    }

    [Fact]
    public async Task A_range_has_the_rows_of_one_partition_in_order_from_its_first_key_to_before_its_last()
    {
        foreach (var row in new[] { "c", "a", "e", "b", "d" })
            await AddAsync("p", row);
        await AddAsync("another", "c");

        Assert.Equal(["b", "c", "d"], await ReadAsync("p", "b", "e"));
    }

    [Fact]
    public async Task A_key_cannot_end_its_place_in_the_query()
    {
        await AddAsync("p", "r");

        Assert.Empty(await ReadAsync("x' or PartitionKey eq 'p", "a", "z"));
        Assert.Empty(await ReadAsync("p", "a", "b' or RowKey eq 'r"));
    }

    private static TableTransactionAction Add(string partition, string row) =>
        new(TableTransactionActionType.Add, new TableEntity(partition, row));

    private Task<bool> AddAsync(string partition, string row, string value = "") =>
        _table.TryWriteAsync(TableTransactionActionType.Add, new TableEntity(partition, row) { ["Value"] = value }, Cancellation);

    private ValueTask<List<string>> ReadAsync(string partition, string from, string to) =>
        _table.ReadRangeAsync(partition, from, to, pageSize: 2, Cancellation).Select(row => row.RowKey).ToListAsync(Cancellation);
}
