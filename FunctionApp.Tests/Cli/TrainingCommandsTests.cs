using System.Text.Json;
using BotGateway.Tests.ClientLibrary;
using BotGateway.Tests.FineTuning;
using Microsoft.AspNetCore.Http;

namespace BotGateway.Tests.Cli;

public sealed class TrainingCommandsTests(BotsFixture fixture) : IClassFixture<BotsFixture>
{
    [Fact]
    public async Task A_dry_run_counts_tokens_and_calculates_the_cost()
    {
        using var user = fixture.NewUser();
        var file = user.Write("good.jsonl", Examples.Lines());

        var json = (await user.RunAsync("train", file, "--dry-run", "--epochs", "2", "--validation", file, "--json")).Json();
        var text = await user.RunAsync("train", file, "--dry-run");

        Assert.Equal((10, 10, 2), (Number(json, "examples"), Number(json, "validation_examples"), Number(json, "epochs")));
        Assert.Equal(json.GetProperty("tokens").GetInt64() * 2, json.GetProperty("trained_tokens").GetInt64());
        Assert.Contains("\ncost\t0.", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiting_shows_each_change_and_ends_with_the_model()
    {
        using var user = fixture.NewUser();
        var file = user.Write("good.jsonl", Examples.Lines());

        var ran = await user.RunAsync("train", file, "--wait", "--suffix", "espera");
        var json = Assert.Single((await user.RunAsync("train", file, "--wait", "--seed", "7", "--json")).Lines());

        Assert.Equal(0, ran.ExitCode);
        Assert.Matches("status: succeeded · loss: [▁▂▃▄▅▆▇█]{5,} [0-9.]+ \\(step 90\\) · tokens: [0-9,]+ · cost: 0", ran.Error);
        Assert.Contains("\nmodel\tgpt-4.1-mini-2025-04-14.ft-", ran.Output, StringComparison.Ordinal);
        Assert.Equal("succeeded", json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_job_that_fails_is_partial()
    {
        using var user = fixture.NewUser();
        var job = (await user.RunAsync("train", user.Write("good.jsonl", Examples.Lines()), "--suffix", "fail", "--json")).Text("job_id");

        var ran = await user.RunAsync("jobs", "show", job, "--wait");

        Assert.Equal(6, ran.ExitCode);
        Assert.Contains("status\tfailed", ran.Output, StringComparison.Ordinal);
        Assert.Contains("\nerror\t", ran.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("succeeded", "\"model\":\"m\"", 0)]
    [InlineData("succeeded", "\"model\":null", 0)]
    [InlineData("succeeded", "\"deployment\":{\"name\":\"d\",\"state\":\"Undeployed\"}", 0)]
    [InlineData("succeeded", "\"deployment\":{\"name\":\"d\",\"state\":\"Failed\"}", 6)]
    [InlineData("succeeded", "\"deployment\":{\"name\":\"d\",\"state\":\"Creating\"}", null)]
    [InlineData("cancelled", "\"model\":null", 6)]
    [InlineData("lost", "\"model\":null", 6)]
    [InlineData("running", "\"model\":null", null)]
    public async Task Waiting_ends_when_nothing_more_can_come(string status, string fields, int? exitCode)
    {
        await using var gateway = await ScriptedGateway.StartAsync((context, before) =>
        {
            context.Response.StatusCode = before == 0 ? 200 : 404; // Ends a wait that goes on.
            return context.Response.WriteAsync($$"""{"event":"check_train","job_id":"j","status":"{{status}}",{{fields}}}""");
        });
        using var user = new BotsUser(gateway.Options());

        Assert.Equal(exitCode ?? 4, (await user.RunAsync("jobs", "show", "j", "--wait")).ExitCode);
        Assert.Equal(exitCode is null ? 2 : 1, gateway.Received.Count);
    }

    [Fact]
    public async Task Faults_name_file_and_line()
    {
        using var user = fixture.NewUser();
        var good = user.Write("good.jsonl", Examples.Lines());
        var bad = user.Write("bad.jsonl", $"{Examples.Lines()}\n\n{{\"messages\":[]}}\nno\n");

        var training = await user.RunAsync("train", bad);
        var validation = await user.RunAsync("train", good, "--validation", bad, "--dry-run");

        foreach (var ran in new[] { training, validation })
        {
            Assert.Equal((3, ""), (ran.ExitCode, ran.Output));
            Assert.Collection(
                ran.Error.TrimEnd().Split('\n'),
                line => Assert.StartsWith("bad.jsonl:12: 'messages' must", line, StringComparison.Ordinal),
                line => Assert.StartsWith("bad.jsonl:13: ", line, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_file_that_is_too_large_for_a_request_goes_in_parts_and_its_lines_keep_their_numbers()
    {
        using var user = fixture.NewUser();
        var large = $"{{\"messages\":[{{\"role\":\"user\",\"content\":\"{string.Concat(Enumerable.Repeat("hola ", 130_000))}\"}},{{\"role\":\"assistant\",\"content\":\"y\"}}]}}";
        var lines = string.Join('\n', Enumerable.Repeat(large, 12));

        var good = await user.RunAsync("train", user.Write("large.jsonl", lines), "--dry-run", "--json");
        var bad = await user.RunAsync("train", user.Write("bad.jsonl", $"{lines}\n\n{{}}"), "--dry-run");

        Assert.Equal(12, Number(Assert.Single(good.Lines()), "examples"));
        Assert.Contains("large.jsonl: part 2 of 2", good.Error, StringComparison.Ordinal);
        Assert.Equal(3, bad.ExitCode);
        Assert.StartsWith("bad.jsonl:14: ", bad.Error.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_names_file_and_line()
    {
        using var user = fixture.NewUser();
        var file = user.Write("warned.jsonl", $"{Examples.Lines()}\n{{\"messages\":[{{\"role\":\"assistant\",\"content\":\"a\"}},{{\"role\":\"user\",\"content\":\"b\"}}]}}");

        var ran = await user.RunAsync("train", file, "--dry-run");

        Assert.Contains("warned.jsonl:11: ", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jobs_are_listed_paused_resumed_and_cancelled()
    {
        using var user = fixture.NewUser();
        var job = (await user.RunAsync("train", user.Write("good.jsonl", Examples.Lines()), "--seed", "1", "--json")).Text("job_id");

        Assert.Equal("paused", (await user.RunAsync("jobs", "pause", job, "--json")).Text("status"));
        Assert.Equal("running", (await user.RunAsync("jobs", "resume", job, "--json")).Text("status"));
        Assert.Contains("status\tcancelled", (await user.RunAsync("jobs", "cancel", job)).Output, StringComparison.Ordinal);
        Assert.Contains((await user.RunAsync("jobs", "--json")).Lines(), each => each.GetProperty("job_id").GetString() == job);
    }

    [Fact]
    public async Task A_model_is_deleted_after_a_question()
    {
        using var user = fixture.NewUser();
        var model = (await user.RunAsync("train", user.Write("good.jsonl", Examples.Lines()), "--seed", "2", "--wait", "--json")).Lines()[0].GetProperty("model").GetString()!;
        Assert.Contains($"{model}\ttrained\t", (await user.RunAsync("models")).Output, StringComparison.Ordinal);

        Assert.Equal(2, (await user.RunAsync("models", "delete", model)).ExitCode);
        user.Typed = "n\n";
        Assert.Equal(2, (await user.RunAsync("models", "delete", model)).ExitCode);
        Assert.Equal(4, (await user.RunAsync("models", "deploy", "gpt-4.1-mini")).ExitCode);
        Assert.Contains(model, (await user.RunAsync("models")).Output, StringComparison.Ordinal);
        user.Typed = "y\n";
        Assert.Equal(0, (await user.RunAsync("models", "delete", model)).ExitCode);

        Assert.DoesNotContain(model, (await user.RunAsync("models")).Output, StringComparison.Ordinal);
    }

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
