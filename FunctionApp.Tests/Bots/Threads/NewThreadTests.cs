namespace BotGateway.Tests.Bots.Threads;

public sealed class NewThreadTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    [Theory]
    [InlineData("event_name", "new_thread")]
    [InlineData("event", "new_thread")]
    [InlineData("event_name", "create_thread")]
    public async Task It_answers_its_id_twice_under_the_canonical_name(string field, string name)
    {
        var answer = await shared.Gateway.CallAsync(new Dictionary<string, string> { [field] = name });

        Assert.Equal(200, answer.Status);
        Assert.Equal(["status", "event", "thread_id", "id"], answer.Json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(200, answer.Json.GetProperty("status").GetInt32());
        Assert.Equal("new_thread", answer["event"]);
        Expected.IsId("thread", answer["thread_id"]);
        Assert.Equal(answer["thread_id"], answer["id"]);
    }

    [Fact]
    public async Task Each_is_another_one()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => shared.Gateway.NewThreadAsync()));

        Assert.Distinct(ids);
    }
}
