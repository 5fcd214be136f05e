using System.Net;
using System.Text.Json;
using BotGateway.LocalHost.WebConsole;
using Microsoft.Extensions.Hosting;

namespace BotGateway.Tests.LocalHost.WebConsole;

public sealed class ConsoleStreamTests(TableService tables)
{
    private const string NewThread = """{"event_name":"new_thread"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_tells_of_each_request_without_its_content()
    {
        await using var gateway = await StartAsync();
        using var page = await ConsolePage.OpenAsync(gateway);

        var answer = await gateway.CallAsync("""{"event_name":"get_bot","botID":"bot_UNMISTAKABLE"}""");
        var missing = await page.NextAsync("request");
        await gateway.CallAsync(NewThread, Gateway.Acme);
        var answered = await page.NextAsync("request");
        using var content = new StringContent("{}", null, "application/json");
        using var refusal = await gateway.Http.PostAsync(new Uri("lambda", UriKind.Relative), content, Cancellation);
        var refused = await page.NextAsync("request");

        Assert.Equal(("default", "get_bot", 404), (Text(missing, "client"), Text(missing, "event"), missing.GetProperty("status").GetInt32()));
        Assert.Equal((answer["request_id"], "GatewayException"), (Text(missing, "request_id"), Text(missing, "error")));
        Assert.Equal(gateway.Clock.GetUtcNow(), missing.GetProperty("time").GetDateTimeOffset());
        Assert.DoesNotContain("UNMISTAKABLE", missing.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(("acme", "new_thread", 200), (Text(answered, "client"), Text(answered, "event"), answered.GetProperty("status").GetInt32()));
        Assert.Equal((null, 401, "NoToken"), (Text(refused, "client"), refused.GetProperty("status").GetInt32(), Text(refused, "reason")));
    }

    [Fact]
    public async Task A_page_that_comes_late_is_told_of_the_last_50_and_one_that_comes_back_of_what_it_missed()
    {
        await using var gateway = await StartAsync();
        for (var number = 0; number < ConsoleFeed.MostRequests + 3; number++)
            await gateway.CallAsync(NewThread);

        string? third = null;
        using (var late = await ConsolePage.OpenAsync(gateway))
        {
            for (var number = 1; number <= ConsoleFeed.MostRequests; number++)
            {
                var item = Assert.NotNull(await late.NextAsync());
                third = number == ConsoleFeed.MostRequests - 3 ? item.EventId : third;
            }
        }

        var listed = JsonElement.Parse(await gateway.Http.GetStringAsync(new Uri("/console/requests.json", UriKind.Relative), Cancellation))
            .GetProperty("requests").EnumerateArray().Select(request => Text(request, "request_id")).ToList();
        Assert.Equal(ConsoleFeed.MostRequests, listed.Count);
        Assert.Equal(listed[..3].AsEnumerable().Reverse(), await ReplayedAsync(gateway, third, 3));
        Assert.Equal(listed.AsEnumerable().Reverse(), await ReplayedAsync(gateway, "0-50", ConsoleFeed.MostRequests)); // Of a gateway that has been restarted.
    }

    [Fact]
    public async Task What_the_page_itself_reads_is_told_and_not_kept()
    {
        await using var gateway = await StartAsync();
        using var page = await ConsolePage.OpenAsync(gateway);
        await gateway.CallAsync(NewThread);
        var other = await page.NextAsync("request");
        gateway.Http.DefaultRequestHeaders.Add(ConsoleFeed.ReadHeader, "1");

        await gateway.CallAsync("""{"event_name":"list_bots"}""");

        var own = await page.NextAsync("request");
        Assert.Equal((false, true), (other.GetProperty("console").GetBoolean(), own.GetProperty("console").GetBoolean()));
        var listed = JsonElement.Parse(await gateway.Http.GetStringAsync(new Uri("/console/requests.json", UriKind.Relative), Cancellation));
        Assert.Equal("new_thread", Text(Assert.Single(listed.GetProperty("requests").EnumerateArray()), "event"));
    }

    [Fact]
    public async Task It_tells_what_has_changed_after_writing_and_not_after_reading()
    {
        await using var gateway = await StartAsync();
        using var page = await ConsolePage.OpenAsync(gateway);

        await gateway.NewBotAsync();
        await page.NextAsync("request");
        Assert.Equal(["bots"], Topics(await page.NextAsync("changed")));
        foreach (var body in new[] { """{"event_name":"list_bots"}""", """{"event_name":"bot_routine","action":"list"}""", """{"event_name":"usage"}""" })
        {
            await gateway.CallAsync(body);
            await page.NextAsync("request");
        }

        using var tick = await gateway.Http.PostAsync(new Uri("admin/functions/Scheduler", UriKind.Relative), null, Cancellation);
        Assert.Equal(["jobs", "bots", "routines", "usage"], Topics(await page.NextAsync("changed")));
    }

    [Fact]
    public async Task It_tells_that_much_may_have_changed_after_a_message_of_the_queue()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        await gateway.ScheduleAsync();
        gateway.Clock.Advance(TimeSpan.FromMinutes(1));
        await gateway.DispatchAsync(Cancellation);
        using var page = await ConsolePage.OpenAsync(gateway);
        await page.NextAsync("request"); // new_bot
        await page.NextAsync("request"); // bot_routine

        await gateway.DrainAsync(Cancellation);

        Assert.Equal(["jobs", "bots", "routines", "usage"], Topics(await page.NextAsync("changed")));
    }

    [Fact]
    public async Task There_are_at_most_8_and_a_closed_one_makes_room()
    {
        await using var gateway = await StartAsync();
        var pages = new List<ConsolePage>();
        for (var number = 0; number < ConsoleFeed.MostStreams; number++)
            pages.Add(await ConsolePage.OpenAsync(gateway));

        using var refused = await gateway.Http.GetAsync(new Uri("/console/stream", UriKind.Relative), Cancellation);
        pages.ForEach(page => page.Dispose());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        while (true)
        {
            using var another = await gateway.Http.GetAsync(new Uri("/console/stream", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Cancellation);
            if (another.IsSuccessStatusCode)
                break;
            await Task.Delay(20, Cancellation);
        }
    }

    [Fact]
    public async Task A_quiet_one_shows_that_it_is_alive()
    {
        await using var gateway = await StartAsync();
        using var page = await ConsolePage.OpenAsync(gateway);
        var next = page.NextAsync();

        // Until the gateway waits, the time passes unnoticed.
        while (!next.IsCompleted)
        {
            gateway.Clock.Advance(ConsoleStream.KeepAlive);
            await Task.Delay(20, Cancellation);
        }

        Assert.Equal("alive", (await next)?.EventType);
    }

    [Fact]
    public async Task A_reader_that_is_too_slow_loses_its_stream()
    {
        using var stream = new ConsoleStream(TimeProvider.System, _ => { });
        for (var number = 0; number <= ConsoleStream.MostWaiting; number++)
            stream.Send(new($"{number}", "request"));

        var read = await stream.ReadAsync(Cancellation).ToListAsync(Cancellation);

        Assert.Equal(ConsoleStream.MostWaiting + 1, read.Count); // With the first sign of life.
    }

    [Fact]
    public async Task It_ends_in_order_when_the_gateway_stops()
    {
        await using var gateway = await StartAsync();
        using var page = await ConsolePage.OpenAsync(gateway);

        gateway.Service<IHostApplicationLifetime>().StopApplication();

        // A connection that was cut off would be an exception.
        Assert.Null(await page.NextAsync());
    }

    private Task<Gateway> StartAsync() => new GatewayBuilder(tables).WithClock().StartAsync();

    private static async Task<IReadOnlyList<string?>> ReplayedAsync(Gateway gateway, string? lastEventId, int count)
    {
        using var page = await ConsolePage.OpenAsync(gateway, lastEventId);
        var ids = new List<string?>();
        while (ids.Count < count)
            ids.Add(Text(await page.NextAsync("request"), "request_id"));
        return ids;
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static IEnumerable<string?> Topics(JsonElement changed) => changed.GetProperty("topics").EnumerateArray().Select(topic => topic.GetString());
}
