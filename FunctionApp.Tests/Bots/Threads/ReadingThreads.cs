using BotGateway.Authentication;
using BotGateway.Bots.Threads;
using BotGateway.Tests.EndToEnd;

namespace BotGateway.Tests.Bots.Threads;

internal static class ReadingThreads
{
    /// <summary>Reads all of a thread of the client <c>default</c>.</summary>
    public static async Task<ThreadHistory> ReadThreadAsync(this Gateway gateway, string threadId)
    {
        var owner = new Client(Client.DefaultId, "", new HashSet<string>());
        var history = await gateway.Service<IThreadStore>().FindAsync(owner, threadId, _ => true, TestContext.Current.CancellationToken);
        Assert.NotNull(history);
        return history;
    }
}
