using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using BotGateway.Client;
using BotGateway.Http;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Client;
using BotGateway.Tests.LocalHost;

namespace BotGateway.Tests.Routines.Killing;

/// <summary>
/// LocalHost in a process of its own, over tables that outlive it. Its timer ticks on request only, and its models take their time.
/// </summary>
internal sealed class RoutineHost(AppProcess process, GatewayCredentials credentials, AheadClock clock, HttpClient http, TableClient slots) : IAsyncDisposable
{
    // Most of a run, so that most kills fall between its claim and its answer.
    private const string ModelDelay = "00:00:00.300";

    /// <summary>
    /// How much further ahead each process is than the one before: longer than a claim's lease, so that it need not wait for what that one has claimed.
    /// </summary>
    public static readonly TimeSpan Step = TimeSpan.FromMinutes(10);

    private readonly BotGatewayClient _client = credentials.CreateClient(clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RoutineHost> StartAsync(TemporaryDirectory data, string tables, TimeSpan ahead, string? dailyTokens = null)
    {
        var process = LocalHostProcess.Start(
            ["--port", "0", "--data", data.Path, "--ahead", ahead.ToString("c", CultureInfo.InvariantCulture), "--model-delay", ModelDelay],
            environment =>
            {
                environment["Tables__ConnectionString"] = tables;
                environment["SchedulerSchedule"] = "0 0 0 1 1 *";
                // Less than there are routines: at any moment some wait, some run and some are done.
                environment["Clients__0__ConcurrentRuns"] = "2";
                environment["Clients__0__ConcurrentJobs"] = "100";
                environment["Clients__0__DailyTokens"] = dailyTokens;
            });
        await process.WaitUntilReadyAsync();
        var http = new HttpClient { BaseAddress = await process.WaitForAddressAsync() };
        return new RoutineHost(process, GatewayCredentials.Load(data.Path), new AheadClock(ahead), http, new TableServiceClient(tables).GetTableClient("slots"));
    }

    public static async Task<Dictionary<string, DateTimeOffset>> ScheduleAsync(TemporaryDirectory data, string tables, int count)
    {
        await using var host = await StartAsync(data, tables, TimeSpan.Zero);
        return await RoutineSeries.ScheduleAsync(host.CallAsync, count);
    }

    public static async Task FinishAsync(TemporaryDirectory data, string tables, TimeSpan ahead)
    {
        // The first one's tick may come between the messages that come again and their slots, and then it leaves them to the next.
        for (var i = 0; i < 2; i++)
        {
            await using var last = await StartAsync(data, tables, ahead + (i * Step));
            await last.TickAsync();
        }
    }

    public Task TickAsync() => RunTickAsync(Cancellation);

    // The queue's own count is no sign: a message of a process that was killed is still there, and not visible for long.
    private async Task RunTickAsync(CancellationToken cancellation)
    {
        using var answer = await http.PostAsync(new Uri("admin/functions/Scheduler", UriKind.Relative), null, cancellation);
        Assert.Equal(202, (int)answer.StatusCode);
        while (await slots.QueryAsync<TableEntity>(cancellationToken: cancellation).AnyAsync(slot => slot.GetDateTimeOffset("Until") > clock.GetUtcNow(), cancellation))
            await Task.Delay(50, cancellation);
    }

    /// <summary>Begins to run what is due, and ends the process by SIGKILL.</summary>
    /// <param name="moment">Ends at the moment of the kill, unless the tick is over before.</param>
    public async Task KillInTickAsync(Task moment)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var tick = RunTickAsync(end.Token);
        await KillAsync(moment, tick);
        await end.CancelAsync();
        // Either the kill came after the tick, or while it was waited for, or it broke the connection.
        if (await Record.ExceptionAsync(() => tick) is { } broken)
            Assert.True(broken is OperationCanceledException || BrokenConnection.Is(broken) || BrokenConnection.IsOutage(broken), broken.ToString());
    }

    /// <param name="moment">Ends at the moment of the kill, unless the work is over before.</param>
    public async Task KillAsync(Task moment, Task work)
    {
        await Task.WhenAny(moment, work);
        process.Kill();
        Assert.Equal(128 + 9, await process.WaitForExitAsync());
    }

    /// <returns>The answer; null if the process was killed before it came.</returns>
    public async Task<GatewayAnswer?> TrySendAsync(string body)
    {
        try
        {
            return await _client.SendAsync(http, body, Cancellation);
        }
        catch (HttpRequestException broken) when (BrokenConnection.Is(broken))
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        _client.Dispose();
        credentials.Dispose();
        await process.DisposeAsync();
    }

    private async Task<JsonElement> CallAsync(string body)
    {
        var answer = await TrySendAsync(body);
        Assert.Equal(200, answer?.Status);
        return JsonElement.Parse(answer!.Body);
    }
}
