using System.Text.Json;
using BotGateway.Tests.Routines.Killing;

namespace BotGateway.Tests.Events.Idempotency;

/// <summary>Processes are killed while they carry out requests that have keys; clients send again what was not answered.</summary>
public sealed class RequestKillTests(TableService tables)
{
    // A job leaves a file at the model service, which keeps 100.
    private const int KillsPerJob = 4;

    // Far fewer than the host answers at once.
    private const int MostOpen = 12;

    private static readonly string[] Kinds = ["new_bot", "new_thread", "messaging", "routine", "team"];

    [Fact]
    public async Task After_kills_at_any_moment_each_request_has_been_carried_out_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGKILL.");
        var kills = Thoroughness.Kills(thorough: 20);
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteTo(data.Path);
        var connection = tables.NewConnectionString();
        var (bot, thread) = await NewBotAsync(data, connection);
        var expected = await KeyedRequests.CountAsync(connection, data.Path);

        var open = new List<(string Kind, string Body)>();
        var repeated = 0;
        for (var i = 0; i <= kills; i++)
        {
            repeated += open.Count;
            foreach (var kind in open.Count >= MostOpen ? [] : i % KillsPerJob == 0 ? [.. Kinds, "train"] : Kinds)
            {
                open.Add((kind, KeyedRequests.Of(kind, bot, thread, $"{kind}-{i}")));
                expected = KeyedRequests.Sum(expected, KeyedRequests.CreatedBy(kind));
            }

            await using var host = await RoutineHost.StartAsync(data, connection, (i + 1) * RoutineHost.Step);
            var moment = new TaskCompletionSource();
            var left = i % MostOpen;
            var requests = open.Select(async request =>
            {
                var answer = await host.TrySendAsync(request.Body);
                if (Interlocked.Decrement(ref left) < 0)
                    moment.TrySetResult();
                return answer;
            }).ToList();
            // After more and more answers, while the other requests are being carried out; the last process answers all.
            if (i < kills)
                await host.KillAsync(moment.Task, Task.WhenAll(requests));
            var answers = await Task.WhenAll(requests);
            Assert.All(answers, answer => Assert.True(answer is null or { Status: 200 }, answer?.Body));
            open = [.. open.Where((_, index) => answers[index] is null)];
        }

        Assert.Empty(open);
        Assert.Equal(expected, await KeyedRequests.CountAsync(connection, data.Path));
        // Kills that hit nothing would prove nothing.
        Assert.NotEqual(0, repeated);
        TestContext.Current.TestOutputHelper?.WriteLine($"{kills} kills; {repeated} requests were sent again.");
    }

    private static async Task<(string Bot, string Thread)> NewBotAsync(TemporaryDirectory data, string connection)
    {
        await using var host = await RoutineHost.StartAsync(data, connection, TimeSpan.Zero);
        var answer = JsonElement.Parse((await host.TrySendAsync(KeyedRequests.Of("new_bot", "", "", "first")))!.Body);
        return (answer.GetProperty("bot_id").GetString()!, answer.GetProperty("thread_id").GetString()!);
    }
}
