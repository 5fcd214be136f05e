using Azure.Core.Pipeline;
using Azure.Data.Tables;
using BotGateway.Authentication;
using BotGateway.Events.Idempotency;
using BotGateway.Routines;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Routines;

/// <summary>Routines are listed by pages, the oldest first, without their messages.</summary>
public sealed class RoutineListTests(TableService tables)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(50)]
    [InlineData(100)]
    public async Task Page_by_page_each_routine_comes_once_in_the_order_in_which_they_were_made(int limit)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var made = await MakeAsync(gateway, limit == 1 ? 5 : 120);

        var pages = new List<List<string>>();
        var next = "";
        do
        {
            var answer = await ListAsync(gateway, $",\"limit\":{limit}{next}");
            pages.Add(Ids(answer));
            next = answer["next"] is { } cursor ? $",\"next\":\"{cursor}\"" : null;
        }
        while (next is not null);

        Assert.Equal(made, pages.SelectMany(page => page));
        Assert.All(pages[..^1], page => Assert.Equal(limit, page.Count));
    }

    [Fact]
    public async Task A_client_that_knows_no_pages_reads_the_first_hundred_and_sees_that_there_are_more()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var made = await MakeAsync(gateway, 101);

        var first = await ListAsync(gateway);
        var others = await ListAsync(gateway, client: Gateway.Acme);

        Assert.Equal(made[..100], Ids(first));
        Assert.NotNull(first["next"]);
        Assert.Empty(Ids(others));
        Assert.Null(others["next"]);
    }

    [Fact]
    public async Task A_page_goes_on_where_the_last_one_ended_whatever_was_made_or_deleted_meanwhile()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        var made = await MakeAsync(gateway, 6);
        var first = await ListAsync(gateway, ",\"limit\":3");

        await gateway.ActAsync("delete", made[2]);
        await gateway.ActAsync("delete", made[3]);
        var added = await MakeAsync(gateway, 1);
        var second = await ListAsync(gateway, $",\"limit\":3,\"next\":\"{first["next"]}\"");

        Assert.Equal([made[4], made[5], added[0]], Ids(second));
        Assert.Null(second["next"]);
    }

    [Fact]
    public async Task A_cursor_that_was_changed_or_is_anothers_is_a_400()
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();
        await MakeAsync(gateway, 2);
        var cursor = (await ListAsync(gateway, ",\"limit\":1"))["next"]!;

        for (var i = 0; i < cursor.Length; i++)
        {
            var changed = cursor[..i] + (cursor[i] == 'A' ? 'B' : 'A') + cursor[(i + 1)..];
            (await ListAsync(gateway, $",\"next\":\"{changed}\"")).AssertBadRequest("next");
        }

        foreach (var other in new[] { "\"x\"", "\"\"", "5", $"\"{cursor}=\"", $"\"{cursor}A\"", $"\"{cursor[..^1]}\"", "\"ñ\"" })
            (await ListAsync(gateway, $",\"next\":{other}")).AssertBadRequest("next");
        (await ListAsync(gateway, $",\"next\":\"{cursor}\"", Gateway.Acme)).AssertBadRequest("next");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("\"5\"")]
    [InlineData("1e9")]
    public async Task A_limit_out_of_range_is_a_400(string limit)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().StartAsync();

        (await ListAsync(gateway, $",\"limit\":{limit}")).AssertProblem(400, "'limit' must be an integer from 1 to 100.");
    }

    [Fact]
    public async Task Long_messages_are_not_read_and_long_names_are_cut()
    {
        using var traffic = new Traffic();
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithBot().WithServices(traffic.Under).StartAsync();
        await MakeAsync(gateway, 20, new string('m', 100_000), new string('n', 1_000));

        traffic.Bytes = 0;
        var answer = await ListAsync(gateway);

        Assert.Equal(20, Ids(answer).Count);
        Assert.DoesNotContain("mmm", answer.Text);
        Assert.All(answer.Json.GetProperty("routines").EnumerateArray(), each => Assert.Equal(257, each.GetProperty("name").GetString()!.Length));
        Assert.InRange(traffic.Bytes, 1, 100_000);
    }

    private static async Task<List<string>> MakeAsync(Gateway gateway, int count, string message = "Resumen", string name = "Rutina")
    {
        Assert.True(gateway.Service<ClientDirectory>().TryFind(null, out var client));
        var plan = new RoutinePlan(name, message, Schedule.Parse("0 12 * * *", "UTC"), null, null, null);
        var made = new List<string>();
        for (var i = 0; i < count; i++)
        {
            gateway.Clock.Advance(TimeSpan.FromMilliseconds(1));
            made.Add((await gateway.Service<RoutineFactory>().CreateAsync(client, plan, gateway.Bot, "Chistero", gateway.Thread, Attempt.Only(gateway.Clock), Cancellation)).Id);
        }

        return made;
    }

    private static Task<Answer> ListAsync(Gateway gateway, string fields = "", string client = "default") =>
        gateway.CallAsync($$"""{"event_name":"bot_routine","action":"list"{{fields}}}""", client);

    private static List<string> Ids(Answer answer) =>
        [.. answer.Json.GetProperty("routines").EnumerateArray().Select(each => each.GetProperty("routine_id").GetString()!)];

    /// <summary>Counts what the Table service answers.</summary>
    private sealed class Traffic() : DelegatingHandler(new SocketsHttpHandler())
    {
        public long Bytes { get; set; }

        public void Under(IServiceCollection services) => services.Configure<TableClientOptions>(
            options => options.Transport = new HttpClientTransport(new HttpClient(this, disposeHandler: false)));

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            lock (this)
                Bytes += answer.Content.Headers.ContentLength ?? 0;
            return answer;
        }
    }
}
