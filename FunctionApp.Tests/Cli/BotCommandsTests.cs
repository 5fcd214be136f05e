using System.Text.Json;
using BotGateway.Tests.ClientLibrary;
using Microsoft.AspNetCore.Http;

namespace BotGateway.Tests.Cli;

public sealed class BotCommandsTests(BotsFixture fixture) : IClassFixture<BotsFixture>
{
    [Fact]
    public async Task Check_says_that_the_key_is_accepted()
    {
        using var user = fixture.NewUser();

        Assert.True((await user.RunAsync("check", "--json")).Json().GetProperty("auth").GetBoolean());
        Assert.Contains("accepted", (await user.RunAsync("check")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_bot_has_the_first_base_model_and_instructions_from_a_file()
    {
        using var user = fixture.NewUser();
        var file = user.Write("instructions.txt", "Cuentas chistes.\nCortos.");

        var bot = (await user.RunAsync("new", "De archivo", $"@{file}", "--temperature", "0.5", "--json")).Text("bot_id");

        var line = (await user.RunAsync("export")).Lines().Single(each => Is(each, "bot", "bot_id", bot));
        Assert.Equal(("Cuentas chistes.\nCortos.", "gpt-4.1-mini", 0.5), (Text(line, "instructions"), Text(line, "model_id"), line.GetProperty("temperature").GetDouble()));
        Assert.Contains((await user.RunAsync("list", "--json")).Lines(), each => Text(each, "bot_id") == bot);
        Assert.Contains($"{bot}\tDe archivo\tgpt-4.1-mini\t", (await user.RunAsync("list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_pipe_each_line_is_a_message_and_the_output_is_the_answers()
    {
        using var user = fixture.NewUser();
        var bot = (await user.RunAsync("new", "Tubo", "Eres Tubo.", "--json")).Text("bot_id");

        var ran = await user.RunWithAsync("hola\n\nqué tal\n", TestContext.Current.CancellationToken, "chat", "Tubo");
        var next = (await user.RunAsync("chat", bot, "-m", "otra", "--json")).Json();
        var fresh = (await user.RunAsync("chat", bot, "--new", "-m", "otra", "--json")).Json();

        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        Assert.Equal("[Eres Tubo] Recibí «hola» (0 mensajes anteriores).\n[Eres Tubo] Recibí «qué tal» (2 mensajes anteriores).\n", ran.Output);
        Assert.Contains("(4 mensajes anteriores)", Text(next, "message"), StringComparison.Ordinal);
        Assert.Contains("(0 mensajes anteriores)", Text(fresh, "message"), StringComparison.Ordinal);
        Assert.Contains((await user.RunAsync("list", "--threads", "--json")).Lines(), each => Text(each, "thread_id") == Text(fresh, "thread_id"));
    }

    [Fact]
    public async Task A_person_who_is_refused_can_go_on()
    {
        await using var gateway = await ScriptedGateway.StartAsync((context, before) =>
        {
            context.Response.StatusCode = before == 1 ? 404 : 200;
            return context.Response.WriteAsync(before switch
            {
                0 => """{"event":"list_threads","threads":[{"thread_id":"thread_1"}]}""",
                1 => """{"status":404,"message":"no such bot"}""",
                _ => """{"event":"messaging","message":"¡Zum-ba!","thread_id":"thread_1"}""",
            });
        });
        using var user = new BotsUser(gateway.Options()) { Typed = "uno\ndos\n/exit\ntres\n" };

        var ran = await user.RunAsync("chat", "bot_1");

        Assert.Equal((0, "¡Zum-ba!\n"), (ran.ExitCode, ran.Output));
        Assert.Contains("> 404: no such bot\n> ", ran.Error, StringComparison.Ordinal);
        Assert.Equal(3, gateway.Received.Count);
    }

    [Fact]
    public async Task Of_two_bots_with_a_name_the_error_lists_the_ids()
    {
        using var user = fixture.NewUser(Gateway.Acme);
        var one = (await user.RunAsync("new", "Doble", "Uno.", "--json")).Text("bot_id");
        Assert.Contains("Recibí «a»", (await user.RunAsync("chat", "-m", "a")).Output, StringComparison.Ordinal);
        var other = (await user.RunAsync("new", "Doble", "Dos.", "--json")).Text("bot_id");

        foreach (var arguments in new string[][] { ["chat", "Doble", "-m", "a"], ["chat", "-m", "a"] })
        {
            var ran = await user.RunAsync(arguments);
            Assert.Equal(2, ran.ExitCode);
            Assert.Contains(one, ran.Error, StringComparison.Ordinal);
            Assert.Contains(other, ran.Error, StringComparison.Ordinal);
        }

        Assert.Equal(4, (await user.RunAsync("chat", "Nadie", "-m", "a")).ExitCode);
    }

    [Fact]
    public async Task A_routine_is_made_listed_run_and_deleted()
    {
        using var user = fixture.NewUser();
        await user.RunAsync("new", "Diario", "Resumes.");

        var routine = (await user.RunAsync("every", "0 8 * * 1-5", "-z", "America/Lima", "Diario", "Resumen", "--max-runs", "3", "--fresh", "--json")).Text("routine_id");

        var listed = (await user.RunAsync("routines", "--json")).Lines().Single(each => Text(each, "routine_id") == routine);
        Assert.Equal(("America/Lima", "active"), (Text(listed, "time_zone"), Text(listed, "routine_status")));
        Assert.Equal("answered", (await user.RunAsync("routines", "run", routine, "--json")).Text("outcome"));
        Assert.Contains("Recibí «Resumen»", (await user.RunAsync("routines", "show", routine)).Output, StringComparison.Ordinal);
        Assert.Equal("paused", (await user.RunAsync("routines", "pause", routine, "--json")).Text("routine_status"));
        Assert.Equal("active", (await user.RunAsync("routines", "resume", routine, "--json")).Text("routine_status"));
        Assert.Equal("deleted", (await user.RunAsync("routines", "delete", routine, "--json")).Text("routine_status"));
    }

    [Fact]
    public async Task A_refused_routine_leaves_no_thread()
    {
        using var user = fixture.NewUser();
        var bot = (await user.RunAsync("new", "Sin webhook", "Resumes.", "--json")).Text("bot_id");
        var before = (await user.RunAsync("list", "--threads")).Output;

        var ran = await user.RunAsync("every", "* * * * *", bot, "Resumen", "--to", "webhook");

        Assert.Equal(3, ran.ExitCode);
        Assert.Contains("webhook", ran.Error, StringComparison.Ordinal);
        Assert.Equal(before, (await user.RunAsync("list", "--threads")).Output);
    }

    [Fact]
    public async Task A_team_has_four_bots_and_can_have_routines()
    {
        using var user = fixture.NewUser();

        var team = (await user.RunAsync("team", "--every", "0 8 * * 1", "-m", "Informe", "--json")).Json();

        Assert.Equal(["marketing", "finance", "rrhh", "strategy"], team.EnumerateObject().Select(each => each.Name));
        Assert.All(team.EnumerateObject(), each => Assert.StartsWith("routine_", Text(each.Value, "routine_id"), StringComparison.Ordinal));
        Assert.Equal(4, (await user.RunAsync("team")).Output.Count(c => c == '\n'));
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private static bool Is(JsonElement line, string type, string name, string value) => Text(line, "type") == type && Text(line, name) == value;
}
