using Azure;
using BotGateway.Bots.Threads;
using BotGateway.OpenAI;

namespace BotGateway.Tests.Bots.Threads;

/// <summary>How much memory the turns of recent threads take, and which of them are forgotten.</summary>
public sealed class RecentTurnsLimitTests
{
    // 8 MB for the clients of each shard.
    private const long MostBytes = 128 * 1024 * 1024;

    // Shared: only its length counts.
    private static readonly byte[] Messages = new byte[10_000_000];

    [Fact]
    public void A_client_with_many_threads_takes_nothing_from_another_and_its_latest_are_kept()
    {
        using var recent = new RecentTurns(MostBytes);
        recent.Keep(AuthenticatedClient.DefaultId, "own", Known(2_000));

        for (var i = 0; i < 200; i++)
        {
            recent.Keep(Gateway.Acme, $"{i}", Known(200_000));
            Assert.NotNull(recent.Find(Gateway.Acme, $"{i}"));
            Assert.NotNull(recent.Find(Gateway.Acme, "0"));
        }

        Assert.NotNull(recent.Find(AuthenticatedClient.DefaultId, "own"));
        // Of 200,000 bytes, 41 fit 8 MB. The first was always in use, and the others are the latest.
        var kept = Enumerable.Range(1, 199).Where(i => recent.Find(Gateway.Acme, $"{i}") is not null).ToArray();
        Assert.InRange(kept.Length, 30, 40);
        Assert.Equal(Enumerable.Range(200 - kept.Length, kept.Length), kept);
    }

    [Theory]
    [InlineData(5, 1_500_000, 600_000)]
    [InlineData(103, 76_000, 2_000_000)]
    [InlineData(1, 8_000_000, 8_000_000)]
    public void Those_of_any_size_make_room_for_a_new_one(int count, int bytes, int bytesOfNew)
    {
        using var recent = new RecentTurns(MostBytes);
        for (var i = 0; i < count; i++)
            recent.Keep(Gateway.Acme, $"{i}", Known(bytes));

        recent.Keep(Gateway.Acme, "new", Known(bytesOfNew));

        Assert.NotNull(recent.Find(Gateway.Acme, "new"));
    }

    [Fact]
    public void One_that_is_kept_again_takes_no_other_place()
    {
        using var recent = new RecentTurns(MostBytes);
        for (var i = 0; i < 41; i++)
            recent.Keep(Gateway.Acme, $"{i}", Known(200_000));

        for (var i = 0; i < 41; i++)
            recent.Keep(Gateway.Acme, $"{i}", Known(200_000));

        Assert.All(Enumerable.Range(0, 41), i => Assert.NotNull(recent.Find(Gateway.Acme, $"{i}")));
    }

    [Fact]
    public void A_history_that_is_larger_than_a_clients_share_is_not_kept_and_takes_no_place()
    {
        using var recent = new RecentTurns(MostBytes);
        recent.Keep(Gateway.Acme, "other", Known(200_000));
        recent.Keep(Gateway.Acme, "grown", Known(200_000));

        recent.Keep(Gateway.Acme, "grown", Known(10_000_000));

        Assert.Null(recent.Find(Gateway.Acme, "grown"));
        Assert.NotNull(recent.Find(Gateway.Acme, "other"));
    }

    // A MemoryCache whose entries are replaced and removed at once counts their sizes wrong and refuses new ones from then on.
    [Fact]
    public void Messages_at_once_on_the_threads_of_a_client_with_a_full_share_do_not_end_its_memory()
    {
        using var recent = new RecentTurns(MostBytes);
        Parallel.For(0, 8, worker =>
        {
            var random = new Random(worker);
            for (var i = 0; i < 5_000; i++)
                recent.Keep(Gateway.Acme, $"{random.Next(60)}", Known(200_000));
        });

        for (var i = 0; i < 30; i++)
            recent.Keep(Gateway.Acme, $"new {i}", Known(200_000));

        Assert.All(Enumerable.Range(0, 30), i => Assert.NotNull(recent.Find(Gateway.Acme, $"new {i}")));
    }

    private static KnownTurns Known(int bytes) => new(new ETag("1"), [new PastTurn(1, 1, new ChatMessages(Messages.AsMemory(0, bytes)))], "1");
}
