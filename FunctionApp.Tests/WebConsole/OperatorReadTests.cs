using System.Net;
using System.Text.Json;
using BotGateway.WebConsole;
using static BotGateway.Tests.WebConsole.OperatorRequests;

namespace BotGateway.Tests.WebConsole;

/// <summary>What operators get: what the client itself would be answered, of events that only read.</summary>
public sealed class OperatorReadTests(OperatorGateway shared, TableService tables) : IClassFixture<OperatorGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Theory]
    [InlineData("list_bots", """{"event_name":"list_bots"}""")]
    [InlineData("list_bots?limit=1", """{"event_name":"list_bots","limit":1}""")]
    [InlineData("list_jobs", """{"event_name":"list_jobs"}""")]
    [InlineData("list_models", """{"event_name":"list_models"}""")]
    [InlineData("usage?by=day&from=2029-12-01&to=2029-12-31", """{"event_name":"usage","by":"day","from":"2029-12-01","to":"2029-12-31"}""")]
    [InlineData("bot_routine?action=list", """{"event_name":"bot_routine","action":"list"}""")]
    public async Task It_is_what_the_client_is_answered(string read, string body)
    {
        var own = await _gateway.CallAsync(body);

        Assert.Equal((own.Status, own.Text), await _gateway.ReadAsync($"console/data/default/{read}", Principal("o", "Client:default")));
    }

    [Fact]
    public async Task So_are_one_job_and_one_routine()
    {
        await using var gateway = await OperatorGateway.SwitchOn(new GatewayBuilder(tables)).WithBot().StartAsync();
        var routine = await gateway.ScheduleAsync();
        var job = await gateway.TrainAsync();

        foreach (var (read, body) in new[]
        {
            ($"bot_routine?action=get&routine_id={routine}", $$"""{"event_name":"bot_routine","action":"get","routine_id":"{{routine}}"}"""),
            ($"check_train?id={job}&details=true", $$"""{"event_name":"check_train","id":"{{job}}","details":true}"""),
        })
        {
            var own = await gateway.CallAsync(body);
            Assert.Equal((200, own.Text), await gateway.ReadAsync($"console/data/default/{read}", Principal("o", "Operator")));
            Assert.Equal(404, (await gateway.ReadAsync($"console/data/acme/{read}", Principal("o", "Operator"))).Status);
        }
    }

    [Theory]
    [InlineData("new_bot?name=n&instructions=i&modelID=gpt-4.1-mini")]
    [InlineData("delete_bot?botID=b")]
    [InlineData("messaging?message=m")]
    [InlineData("list_threads")]
    [InlineData("get_thread?threadID=t")]
    [InlineData("erase")]
    [InlineData("bot_routine")]
    [InlineData("bot_routine?action=pause&routine_id=r")]
    [InlineData("bot_routine?action=run&routine_id=r")]
    [InlineData("bot_routine?action=list&action=pause")]
    [InlineData("LIST_BOTS")]
    [InlineData("nothing")]
    public async Task All_other_events_are_refused(string read)
    {
        var (status, text) = await _gateway.ReadAsync($"console/data/default/{read}", Principal("o", "Operator"));

        Assert.Equal((404, "The console only reads: list_bots, list_jobs, check_train, list_models, usage, and bot_routine with the action list or get."), (status, MessageOf(text)));
    }

    [Theory]
    [InlineData("list_bots?limits=1", "'limits' is not known; did you mean 'limit'?")]
    [InlineData("list_bots?event_name=new_bot", "'event_name' is not known.")]
    [InlineData("list_bots?action=list", "'action' is not known.")]
    [InlineData("list_bots?limit=ten", "'limit' must be an integer from 1 to 100.")]
    [InlineData("list_bots?limit=0", "'limit' must be an integer from 1 to 100.")]
    [InlineData("list_bots?limit=", "'limit' must be an integer from 1 to 100.")]
    [InlineData("list_bots?limit=1&limit=2", "Each field of the query must have a name and one value.")]
    [InlineData("list_bots?limit", "Each field of the query must have a name and one value.")]
    [InlineData("check_train", "'id' is missing.")]
    [InlineData("check_train?id=", "'id' is empty.")]
    [InlineData("check_train?id=a&job_id=b", "'id' and 'job_id' are the same field and differ.")]
    [InlineData("check_train?id=a&details=yes", "'details' must be true or false.")]
    public async Task A_query_is_read_as_strictly_as_a_request(string read, string expected)
    {
        var (status, text) = await _gateway.ReadAsync($"console/data/default/{read}", Principal("o", "Operator"));

        Assert.Equal((400, expected), (status, MessageOf(text)));
    }

    [Fact]
    public async Task The_page_is_the_same_as_LocalHosts_and_nothing_else_is_there()
    {
        foreach (var file in ConsoleFile.All)
        {
            using var answer = await _gateway.SendAsync(file.Path == ConsoleFile.StartPage ? "console" : $"console/{file.Path}", Principal("o", "Client:acme"));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(file.ContentType, answer.Content.Headers.ContentType?.ToString());
            Assert.Equal(file.Content, await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            Assert.Equal(ConsoleFile.ContentSecurityPolicy, Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        }

        foreach (var path in new[] { "console/nothing", "console/data", "console/data/default", "console/stream", "console/requests.json", "console/..%2Fhost.json", "console/data/default/list_bots/more" })
            Assert.Equal(404, (await _gateway.ReadAsync(path, Principal("o", "Operator"))).Status);
    }

    [Fact]
    public async Task Nothing_keeps_or_embeds_what_is_answered()
    {
        using var answer = await _gateway.SendAsync("console/data/default/list_bots", Principal("o", "Operator"), headers: ("Origin", "https://attacker.example"));

        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Resource-Policy")));
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_log_says_who_has_read_what_of_whom()
    {
        var principal = Principal("auditor", "Operator");
        using var answer = await _gateway.SendAsync("console/data/acme/list_jobs", principal);

        var line = _gateway.Log.Of(Assert.Single(answer.Headers.GetValues("x-request-id")));

        Assert.Equal(("auditor", "list_jobs", "acme"), (line.Values["Operator"], line.Values["Event"], line.Values["Client"]));
        Assert.DoesNotContain(_gateway.Log.Lines, each => each.Text.Contains(principal, StringComparison.Ordinal));
    }

    private static string? MessageOf(string text) => JsonElement.Parse(text).GetProperty("message").GetString();
}
