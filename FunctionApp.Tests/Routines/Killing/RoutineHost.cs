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
internal sealed class RoutineHost : IAsyncDisposable
{
    // Most of a run, so that most kills fall between its claim and its answer.
    private const string ModelDelay = "00:00:00.300";

    /// <summary>
    /// How much further ahead each process is than the one before: longer than a claim's lease, so that it need not wait for what that one has claimed.
    /// </summary>
    public static readonly TimeSpan Step = TimeSpan.FromMinutes(10);

    private readonly AppProcess _process;
    private readonly GatewayCredentials _credentials;
    private readonly BotGatewayClient _client;
    private readonly HttpClient _http;

    private readonly TableClient _slots;
    private readonly AheadClock _clock;

    private RoutineHost(AppProcess process, GatewayCredentials credentials, TimeSpan ahead, Uri address, string tables)
    {
        _clock = new AheadClock(ahead);
        _slots = new TableServiceClient(tables).GetTableClient("slots");
        _process = process;
        _credentials = credentials;
        _client = credentials.CreateClient(_clock);
        _http = new HttpClient { BaseAddress = address };
    }

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
        return new RoutineHost(process, GatewayCredentials.Load(data.Path), ahead, await process.WaitForAddressAsync(), tables);
    }

    /// <summary>Makes routines that are due every minute, each in a thread of its own.</summary>
    /// <returns>The first due time of each, by its id.</returns>
    public static async Task<Dictionary<string, DateTimeOffset>> ScheduleAsync(TemporaryDirectory data, string tables, int count)
    {
        await using var host = await StartAsync(data, tables, TimeSpan.Zero);
        return await RoutineSeries.ScheduleAsync(host.CallAsync, count);
    }

    /// <summary>Brings to an end what processes that were killed have begun.</summary>
    public static async Task FinishAsync(TemporaryDirectory data, string tables, TimeSpan ahead)
    {
        // The first one's tick may come between the messages that come again and their slots, and then it leaves them to the next.
        for (var i = 0; i < 2; i++)
        {
            await using var last = await StartAsync(data, tables, ahead + (i * Step));
            await last.TickAsync();
        }
    }

    /// <summary>Runs what is due.</summary>
    public Task TickAsync() => RunTickAsync(Cancellation);

    // The queue's own count is no sign: a message of a process that was killed is still there, and not visible for long.
    private async Task RunTickAsync(CancellationToken cancellation)
    {
        using var answer = await _http.PostAsync(new Uri("admin/functions/Scheduler", UriKind.Relative), null, cancellation);
        Assert.Equal(202, (int)answer.StatusCode);
        while (await _slots.QueryAsync<TableEntity>(cancellationToken: cancellation).AnyAsync(slot => slot.GetDateTimeOffset("Until") > _clock.GetUtcNow(), cancellation))
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

    /// <summary>Ends the process by SIGKILL.</summary>
    /// <param name="moment">Ends at the moment of the kill, unless the work is over before.</param>
    public async Task KillAsync(Task moment, Task work)
    {
        await Task.WhenAny(moment, work);
        _process.Kill();
        Assert.Equal(128 + 9, await _process.WaitForExitAsync());
    }

    /// <returns>The answer; null if the process was killed before it came.</returns>
    public async Task<GatewayAnswer?> TrySendAsync(string body)
    {
        try
        {
            return await _client.SendAsync(_http, body, Cancellation);
        }
        catch (HttpRequestException broken) when (BrokenConnection.Is(broken))
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _client.Dispose();
        _credentials.Dispose();
        await _process.DisposeAsync();
    }

    private async Task<JsonElement> CallAsync(string body)
    {
        var answer = await TrySendAsync(body);
        Assert.Equal(200, answer?.Status);
        return JsonElement.Parse(answer!.Body);
    }
}
