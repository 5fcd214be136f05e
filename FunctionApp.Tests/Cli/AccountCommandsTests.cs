using BotGateway.Tests.ClientLibrary;
using BotGateway.Tests.FineTuning;
using Microsoft.AspNetCore.Http;

namespace BotGateway.Tests.Cli;

public sealed class AccountCommandsTests(BotsFixture fixture, TableService tables) : IClassFixture<BotsFixture>
{
    private static readonly string[] Models = ["gpt-4.1-mini", "gpt-4.1-mini"];

    [Fact]
    public async Task Usage_is_added_up_by_day_bot_or_model()
    {
        using var user = fixture.NewUser();
        await user.RunAsync("new", "Uso", "Eres Uso.");
        await user.RunAsync("chat", "Uso", "-m", "hola");

        var json = (await user.RunAsync("usage", "--by", "model", "--json")).Json();
        var text = await user.RunAsync("usage");

        Assert.Equal("gpt-4.1-mini", json.GetProperty("items")[0].GetProperty("model").GetString());
        Assert.True(json.GetProperty("total").GetProperty("cost").GetDouble() > 0);
        Assert.StartsWith("total\t", text.Output.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_has_everything()
    {
        using var user = fixture.NewUser();
        var bot = (await user.RunAsync("new", "Exportado", "Eres Exportado.", "--json")).Text("bot_id");
        await user.RunAsync("chat", bot, "-m", "un secreto");
        await user.RunAsync("every", "* * * * *", bot, "Resumen");
        await user.RunAsync("train", user.Write("good.jsonl", Examples.Lines()));

        var ran = await user.RunAsync("export");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Equal(
            ["bot", "job", "model", "routine", "thread", "turn", "usage"],
            ran.Lines().Select(line => line.GetProperty("type").GetString()).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(ran.Lines(), line => line.GetProperty("type").GetString() == "turn" && line.GetProperty("message").GetString() == "un secreto");
    }

    [Fact]
    public async Task What_cannot_be_read_makes_an_export_partial()
    {
        ScriptedGateway? gateway = null;
        gateway = await ScriptedGateway.StartAsync((context, before) =>
        {
            var name = gateway!.Received[before].Request.GetProperty("body").GetProperty("event_name").GetString();
            context.Response.StatusCode = name == "get_bot" ? 500 : 200;
            return context.Response.WriteAsync($$"""{"event":"{{name}}","message":"broken","bots":[{"bot_id":"bot_1"}],"models":[{"model":"m","kind":"base"}]}""");
        });
        await using var _ = gateway;
        using var user = new BotsUser(gateway.Options());

        var ran = await user.RunAsync("export");

        Assert.Equal(6, ran.ExitCode);
        Assert.Contains("bot_1: 500: broken\n", ran.Error, StringComparison.Ordinal);
        Assert.Equal("m", Assert.Single(ran.Lines()).GetProperty("model").GetString());
    }

    [Fact]
    public async Task Two_models_are_compared_and_nothing_stays()
    {
        using var user = fixture.NewUser();
        await user.RunAsync("new", "Otro", "Eres Otro.");
        await user.RunAsync("chat", "Otro", "-m", "Para que haya un precio.");
        var file = user.Write("questions.jsonl", $"{Examples.Lines(2)}\n");
        var before = await ListAsync(user);

        var json = await user.RunAsync(["compare", .. Models, "--with", file, "--yes", "--json"]);
        var text = await user.RunAsync(["compare", .. Models, "--with", file, "--yes"]);

        Assert.Equal(["example", "example", "summary"], json.Lines().Select(line => line.GetProperty("type").GetString()));
        Assert.InRange(json.Lines()[2].GetProperty("trained").GetProperty("similarity").GetDouble(), 0.01, 0.99);
        Assert.True(json.Lines()[0].GetProperty("base").GetProperty("completion_tokens").GetInt32() > 0);
        Assert.Contains("4 messages, about ", json.Error, StringComparison.Ordinal);
        Assert.Contains("cost about ", text.Error, StringComparison.Ordinal);
        Assert.Equal(0, text.ExitCode);
        Assert.Equal(before, await ListAsync(user));
    }

    [Fact]
    public async Task A_comparison_starts_only_after_a_yes()
    {
        using var user = fixture.NewUser();
        var file = user.Write("questions.jsonl", Examples.Lines(1));
        user.Typed = "n\n";

        var ran = await user.RunAsync(["compare", .. Models, "--with", file]);

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("Nothing was done.", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_that_failed_make_a_comparison_partial()
    {
        using var user = fixture.NewUser();
        var file = user.Write("questions.jsonl", Examples.Lines(1));

        var ran = await user.RunAsync("compare", "gpt-4.1-mini", "none", "--with", file, "--yes", "--json");

        Assert.Equal(6, ran.ExitCode);
        Assert.Equal(1, ran.Lines()[1].GetProperty("trained").GetProperty("failures").GetInt32());
    }

    [Fact]
    public async Task An_erasure_needs_the_client_id()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        using var user = new BotsUser(gateway.ClientOptions());
        await user.RunAsync("new", "Olvidado", "Eres Olvidado.");

        Assert.Equal(2, (await user.RunAsync("erase")).ExitCode);
        user.Typed = "acme\n";
        Assert.Equal(2, (await user.RunAsync("erase")).ExitCode);
        Assert.Contains("Olvidado", (await user.RunAsync("list")).Output, StringComparison.Ordinal);
        user.Typed = "default\n";
        Assert.Contains("status\trunning", (await user.RunAsync("erase")).Output, StringComparison.Ordinal);
        Assert.Equal("running", (await user.RunAsync("erase", "--yes", "--json")).Text("status"));
        Assert.Equal(3, (await user.RunAsync("list")).ExitCode);
    }

    private static async Task<string> ListAsync(BotsUser user) => (await user.RunAsync("list")).Output + (await user.RunAsync("list", "--threads")).Output;
}
