using Azure.Data.Tables;
using BotGateway.Authentication.Replay;

namespace BotGateway.Tests.Authentication.Replay;

public sealed class CleaningTests(TableService tables)
{
    // A full minute: the last instants of many tokens are in it.
    private static readonly DateTimeOffset Minute = new(2030, 1, 1, 10, 0, 0, TimeSpan.Zero);

    private readonly string _connection = tables.NewConnectionString();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_any_token_was_used_there_is_nothing_to_delete()
    {
        Assert.Equal(0, await Open().CleanAsync(Minute, Cancellation));
    }

    [Fact]
    public async Task A_minute_goes_when_it_has_been_over_for_a_minute_to_the_second()
    {
        var used = Open();
        DateTimeOffset[] until = [Minute.AddTicks(-1), Minute, Minute.AddSeconds(59), Minute.AddMinutes(1).AddTicks(-1), Minute.AddMinutes(1)];
        foreach (var (i, time) in until.Index())
            await used.TryClaimAsync(TokenUse.OfEncryptedToken($"token{i}", time), Cancellation);

        Assert.Equal(0, await used.CleanAsync(Minute.AddMinutes(1).AddSeconds(-1), Cancellation));
        Assert.Equal(1, await used.CleanAsync(Minute.AddMinutes(1), Cancellation));
        Assert.Equal(0, await used.CleanAsync(Minute.AddMinutes(2).AddSeconds(-1), Cancellation));
        Assert.Equal(3, await used.CleanAsync(Minute.AddMinutes(2), Cancellation));
        Assert.StartsWith("203001011001-", Assert.Single(await RowsAsync()).PartitionKey, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_over_goes_however_long_ago_and_nothing_else()
    {
        var used = Open();
        DateTimeOffset[] over = [Minute.AddYears(-1), Minute.AddDays(-1), Minute.AddHours(-3), Minute.AddMinutes(-2)];
        DateTimeOffset[] alive = [Minute, Minute.AddMinutes(5), Minute.AddHours(1), Minute.AddYears(1)];
        await Task.WhenAll(over.Concat(alive).SelectMany(until => Enumerable.Range(0, 40).Select(i =>
            used.TryClaimAsync(TokenUse.OfEncryptedToken($"{until:O} {i}", until), Cancellation))));

        Assert.Equal(4 * 40, await used.CleanAsync(Minute, Cancellation));

        Assert.Equal(alive.Select(until => $"{until:yyyyMMddHHmm}"), (await RowsAsync()).Select(row => row.PartitionKey[..12]).Distinct());
        Assert.Equal(4 * 40, (await RowsAsync()).Count);
    }

    [Fact]
    public async Task Of_JWTs_what_is_over_goes_in_all_partitions_and_nothing_else()
    {
        var used = Open();
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => used.TryClaimAsync(TokenUse.OfJwt("acme", $"{i}", Minute, i % 2 == 0 ? Minute.AddTicks(-1) : Minute), Cancellation)));
        Assert.Equal(16, (await RowsAsync()).Select(row => row.PartitionKey).Distinct().Count());

        Assert.Equal(100, await used.CleanAsync(Minute.AddMinutes(1), Cancellation));

        Assert.All(await RowsAsync(), row => Assert.Equal(Minute, row.GetDateTimeOffset("Until")));
    }

    [Fact]
    public void Each_minute_begins_with_another_partition_of_JWTs_and_has_all()
    {
        var minutes = Enumerable.Range(0, 16).Select(minute => TableUsedTokens.JwtPartitions(Minute.AddMinutes(minute)).ToList()).ToList();

        Assert.All(minutes, partitions => Assert.Equal(16, partitions.Distinct().Count()));
        Assert.Equal(16, minutes.Select(partitions => partitions[0]).Distinct().Count());
    }

    [Fact]
    public async Task A_partition_with_more_rows_than_a_batch_or_a_page_may_have_is_emptied()
    {
        await FillAsync(1050);

        Assert.Equal(1050, await Open().CleanAsync(Minute.AddMinutes(2), Cancellation));

        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task Instances_that_delete_the_same_rows_at_once_do_not_fail_and_leave_none_to_the_next_time()
    {
        await FillAsync(500);

        var deleted = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Open().CleanAsync(Minute.AddMinutes(2), Cancellation)));

        Assert.Equal(500, deleted.Sum() + await Open().CleanAsync(Minute.AddMinutes(2), Cancellation));
        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task It_ends_when_it_is_told_to()
    {
        await FillAsync(1);

        Assert.Equal(0, await Open().CleanAsync(Minute.AddMinutes(2), new CancellationToken(canceled: true)));

        Assert.Single(await RowsAsync());
    }

    private TableUsedTokens Open() => new(new TableServiceClient(_connection), TimeProvider.System);

    // Hashes of one shard, by the batches that a token's use cannot make.
    private async Task FillAsync(int rows)
    {
        var table = new TableClient(_connection, "usedtokens");
        await table.CreateAsync(Cancellation);
        foreach (var batch in Enumerable.Range(0, rows).Chunk(100))
        {
            await table.SubmitTransactionAsync(
                batch.Select(i => new TableTransactionAction(TableTransactionActionType.Add, new TableEntity("203001011000-00", $"{i:x64}"))), Cancellation);
        }
    }

    private async Task<List<TableEntity>> RowsAsync() =>
        await new TableClient(_connection, "usedtokens").QueryAsync<TableEntity>(cancellationToken: Cancellation).ToListAsync(Cancellation);
}
