using Azure;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using BotGateway.Authentication.Replay;
using BotGateway.Http;

namespace BotGateway.Tests.Authentication.Replay;

public sealed class TableUsedTokensTests(TableService tables)
{
    private static readonly DateTimeOffset Until = new(2030, 1, 1, 10, 0, 20, TimeSpan.Zero);

    private readonly string _connection = tables.NewConnectionString();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_instances_that_use_one_token_at_once_exactly_one_is_the_first()
    {
        var (one, other) = (Open(), Open());

        var claims = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => TokenUse.OfEncryptedToken($"token{i}", Until)).Select(token =>
            Task.WhenAll(one.TryClaimAsync(token, Cancellation), other.TryClaimAsync(token, Cancellation))));

        Assert.All(claims, claim => Assert.Single(claim, true));
    }

    [Fact]
    public async Task The_first_use_is_the_first_also_where_its_answer_is_lost()
    {
        using var faults = new TableFaults();
        var used = Open(faults);
        await used.TryClaimAsync(TokenUse.OfEncryptedToken("makes the table", Until), Cancellation);
        var before = faults.Requests.Count;
        LoseNextAnswer(faults);

        Assert.True(await used.TryClaimAsync(TokenUse.OfEncryptedToken("token", Until), Cancellation));

        // The insert, the insert again, and the look at the row.
        Assert.Equal(before + 3, faults.Requests.Count);
        Assert.False(await used.TryClaimAsync(TokenUse.OfEncryptedToken("token", Until), Cancellation));
    }

    [Fact]
    public async Task The_second_use_is_not_the_first_also_where_its_answer_is_lost()
    {
        using var faults = new TableFaults();
        await Open().TryClaimAsync(TokenUse.OfEncryptedToken("token", Until), Cancellation);
        LoseNextAnswer(faults);

        Assert.False(await Open(faults).TryClaimAsync(TokenUse.OfEncryptedToken("token", Until), Cancellation));
    }

    [Theory]
    [InlineData(Fate.Refused)]
    [InlineData(Fate.AnswerLost)]
    public async Task Where_the_table_is_unavailable_nobody_knows(Fate fate)
    {
        using var faults = new TableFaults { Decide = _ => fate };
        var used = Open(faults);

        var use = await Assert.ThrowsAnyAsync<GatewayException>(() => used.TryClaimAsync(TokenUse.OfEncryptedToken("token", Until), Cancellation));
        var cleaning = await Assert.ThrowsAnyAsync<GatewayException>(() => used.CleanAsync(Until, Cancellation));

        Assert.Equal((ErrorKind.Unavailable, ErrorKind.Unavailable), (use.Kind, cleaning.Kind));
    }

    [Fact]
    public async Task Where_the_row_that_is_in_the_way_cannot_be_read_nobody_knows()
    {
        using var faults = new TableFaults { Decide = request => request.StartsWith("GET", StringComparison.Ordinal) ? Fate.Refused : Fate.Served };
        await Open().TryClaimAsync(TokenUse.OfEncryptedToken("token", Until), Cancellation);

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => Open(faults).TryClaimAsync(TokenUse.OfEncryptedToken("token", Until), Cancellation));

        Assert.Equal(ErrorKind.Unavailable, problem.Kind);
    }

    [Fact]
    public async Task A_use_is_one_request_to_storage()
    {
        using var faults = new TableFaults();
        var used = Open(faults);
        await used.TryClaimAsync(TokenUse.OfEncryptedToken("makes the table", Until), Cancellation);
        faults.Forget();

        await used.TryClaimAsync(TokenUse.OfEncryptedToken("token", Until), Cancellation);
        await used.TryClaimAsync(TokenUse.OfJwt("acme", "1", Until, Until), Cancellation);

        Assert.Equal(2, faults.Requests.Count);
        Assert.All(faults.Requests, request => Assert.Matches(@"\APOST /\w+/usedtokens\n", request));
    }

    // During a deployment, instances of two versions run. The previous one wrote two rows for a JWT, in this order.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_JWT_of_before_the_start_that_was_used_at_an_instance_of_the_previous_version_is_used_and_the_other_way_round(bool previousIsFirst)
    {
        var use = TokenUse.OfJwt("acme", "1", DateTimeOffset.UtcNow, Until);
        var table = new TableClient(_connection, "usedtokens");
        await table.CreateAsync(Cancellation);
        async Task<bool> TryClaimBeforeAsync()
        {
            foreach (var minute in new[] { "203001011006", "203001011012" })
            {
                var row = new TableEntity($"{minute}-{use.Hash[0] % 16:D2}", use.HashText) { ["Claim"] = Guid.NewGuid() };
                if (await Record.ExceptionAsync(() => table.SubmitTransactionAsync([new(TableTransactionActionType.Add, row)], Cancellation)) is RequestFailedException { Status: 409 })
                    return false;
            }

            return true;
        }

        Func<Task<bool>>[] instances = [TryClaimBeforeAsync, () => Open().TryClaimAsync(use, Cancellation)];
        if (!previousIsFirst)
            Array.Reverse(instances);

        Assert.True(await instances[0]());
        Assert.False(await instances[1]());
    }

    // SHA-256 of 0xFF and acme, line feed, 1 begins with E5, which is 5 (mod 16).
    [Fact]
    public async Task The_row_of_a_JWT_has_the_same_key_whatever_its_expiration()
    {
        await Open().TryClaimAsync(TokenUse.OfJwt("acme", "1", Until, Until), Cancellation);

        var row = Assert.Single(await RowsAsync());
        Assert.Equal(("jwt-05", TokenUse.OfJwt("acme", "1", Until, Until.AddDays(1)).HashText, Until), (row.PartitionKey, row.RowKey, row.GetDateTimeOffset("Until")));
    }

    // SHA-256 of abc begins with BA, which is 10 (mod 16); that of a with CA, 10 too; that of b with 3E, 14.
    [Theory]
    [InlineData("abc", "2030-01-01T10:00:59.9999999Z", "203001011000-10")]
    [InlineData("abc", "2030-01-01T10:01:00Z", "203001011001-10")]
    [InlineData("a", "2030-12-31T23:59:00Z", "203012312359-10")]
    [InlineData("b", "2030-01-01T11:30:00+05:00", "203001010630-14")]
    public async Task Its_row_is_in_the_minute_of_its_last_instant_and_in_a_shard_by_its_hash(string token, string until, string partition)
    {
        var use = TokenUse.OfEncryptedToken(token, DateTimeOffset.Parse(until, null));

        await Open().TryClaimAsync(use, Cancellation);

        var row = Assert.Single(await RowsAsync());
        Assert.Equal((partition, use.HashText), (row.PartitionKey, row.RowKey));
    }

    [Fact]
    public async Task The_rows_of_a_minute_are_spread_over_sixteen_partitions()
    {
        var used = Open();
        await Task.WhenAll(Enumerable.Range(0, 300).Select(i => used.TryClaimAsync(TokenUse.OfEncryptedToken($"token{i}", Until), Cancellation)));

        var sizes = (await RowsAsync()).CountBy(row => row.PartitionKey).ToDictionary();

        Assert.Equal(Enumerable.Range(0, 16).Select(shard => $"203001011000-{shard:D2}"), sizes.Keys.Order(StringComparer.Ordinal));
        Assert.All(sizes.Values, size => Assert.InRange(size, 4, 50));
    }

    private TableUsedTokens Open(TableFaults? faults = null)
    {
        var options = new TableClientOptions();
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(1);
        if (faults is not null)
            options.Transport = new HttpClientTransport(new HttpClient(faults, disposeHandler: false));
        return new TableUsedTokens(new TableServiceClient(_connection, options), TimeProvider.System);
    }

    private static void LoseNextAnswer(TableFaults faults)
    {
        var lost = 0;
        faults.Decide = request => TableFaults.Writes(request, "usedtokens") && lost++ == 0 ? Fate.AnswerLost : Fate.Served;
    }

    private ValueTask<List<TableEntity>> RowsAsync() =>
        new TableClient(_connection, "usedtokens").QueryAsync<TableEntity>(cancellationToken: Cancellation).ToListAsync(Cancellation);
}
