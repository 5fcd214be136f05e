using Azure.Data.Tables;
using BotGateway.Bots;
using BotGateway.Bots.Threads;
using BotGateway.Events.Idempotency;
using BotGateway.Tables;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;

namespace BotGateway.Tests.Bots;

public sealed class AdviserTeamTests
{
    private static readonly AuthenticatedClient Owner = new("default", "", new HashSet<string>());

    [Fact]
    public async Task All_four_are_made_at_once()
    {
        var allFour = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var arrived = 0;
        var bots = Substitute.For<IBotStore>();
        bots.AddAsync(Owner, Arg.Any<Bot>(), Arg.Any<CancellationToken>()).Returns(_ =>
        {
            if (Interlocked.Increment(ref arrived) == 4)
                allFour.SetResult();
            return allFour.Task;
        });
        var threads = Substitute.For<IThreadStore>();
        // Nothing is asked of it at a first attempt.
        var deleted = new DeletedIds(new TableServiceClient("UseDevelopmentStorage=true"), TimeProvider.System);
        var factory = new BotFactory(bots, threads, deleted, NullLogger<BotFactory>.Instance);

        // Ends only if none of the four waits for another.
        var team = await new AdviserTeam(factory, NullLogger<AdviserTeam>.Instance)
            .CreateAsync(Owner, "m", Attempt.Only(TimeProvider.System), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.All(Adviser.MembersOf(team), member => Assert.NotNull(member.ThreadId));
    }
}
