using BotGateway.FineTuning.Datasets;
using BotGateway.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.FineTuning.Datasets;

public sealed class DatasetRulesTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly DatasetBounds _bounds = new(
        Options.Create(new DatasetOptions { MaxPerClient = 2, MaxClientMegabytes = 2, MaxMegabytes = 1, MaxExamples = 100 }), new FakeTimeProvider(Now));

    [Theory]
    [InlineData(new[] { 1, 2, 3 }, null)]
    [InlineData(new[] { 2 }, "1 is missing")]
    [InlineData(new[] { 1, 3, 4, 8, 10 }, "2, 5-7, 9 are missing")]
    [InlineData(new[] { 4 }, "1-3 are missing")]
    public void Missing_parts_are_named(int[] parts, string? missing)
    {
        Assert.Equal(missing, MissingParts.Of(New("a", [.. parts.Select(number => Part(number))])));
    }

    [Fact]
    public void However_many_parts_are_missing_the_message_stays_short()
    {
        var missing = MissingParts.Of(New("a", [.. Enumerable.Range(1, 5000).Select(i => Part(2 * i))]))!;

        Assert.StartsWith("1, 3, 5, ", missing, StringComparison.Ordinal);
        Assert.EndsWith("39 and more are missing", missing, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_has_too_many_datasets_is_told_to_wait_for_the_one_that_expires_first()
    {
        Dataset[] all = [New("a", Part(1, age: 1)), New("b", Part(1, age: 3), Part(2, age: 2)), New("new", Part(1))];

        var problem = Assert.ThrowsAny<GatewayException>(() => _bounds.ThrowIfExceeded(all, "new"));

        Assert.Equal((ErrorKind.Throttled, TimeSpan.FromDays(5)), (problem.Kind, problem.RetryAfter));
        Assert.Contains("dataset 'b' expires at 2030-01-06T00:00:00Z", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void At_its_bounds_a_client_may_stay()
    {
        Dataset[] all = [New("a", Part(1, bytes: 1 << 20)), New("b", Part(1, bytes: 1 << 19), Part(2, bytes: 1 << 19, examples: 99))];

        _bounds.ThrowIfExceeded(all, "a");
        _bounds.ThrowIfExceeded(all, "b");
    }

    [Theory]
    [InlineData((1 << 20) + 1, 1)]
    [InlineData(1, 101)]
    public void Beyond_them_a_dataset_is_a_413(long bytes, int examples)
    {
        Assert.Equal(ErrorKind.TooLarge, Assert.ThrowsAny<GatewayException>(() => _bounds.ThrowIfExceeded([New("a", Part(1, bytes, examples))], "a")).Kind);
    }

    private static Dataset New(string id, params DatasetPart[] parts) => new("default", id, parts);

    private static DatasetPart Part(int number, long bytes = 1, int examples = 1, int age = 0) =>
        new(number, examples, bytes, "", Now.AddDays(-age), default);
}
