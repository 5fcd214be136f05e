using BotGateway.Tests.Documents;
using BotGateway.Tests.EndToEnd;
using BotGateway.Tests.Protocol;

namespace BotGateway.Tests.Golden;

/// <summary>
/// What each request is answered, kept in files to the byte. With <c>BOT_GATEWAY_GOLDEN=write</c> the files are written anew; the diff then shows what
/// clients would notice.
/// </summary>
public sealed class GoldenTests(TableService tables, NodeClient node)
{
    private static readonly string Folder = Repository.PathOf("FunctionApp.Tests/Golden/Answers");

    public static TheoryData<string> Names => [.. Scenarios.All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_answer_is_what_it_was(string name)
    {
        var answers = await Scenarios.All.Single(scenario => scenario.Name == name)
            .RecordAsync(tables, node).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

        var file = Path.Combine(Folder, $"{name}.http");
        if (Environment.GetEnvironmentVariable("BOT_GATEWAY_GOLDEN") == "write")
            await File.WriteAllTextAsync(file, answers, TestContext.Current.CancellationToken);
        Assert.True(File.Exists(file), $"{file} is missing.");
        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), answers);
    }

    [Fact]
    public void There_is_a_file_for_each_scenario_and_no_other() => Assert.Equal(
        Scenarios.All.Select(scenario => $"{scenario.Name}.http").Order(StringComparer.Ordinal),
        Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_event_by_every_name_every_action_and_every_status_is_among_them()
    {
        var answers = string.Concat(Directory.GetFiles(Folder).Select(File.ReadAllText));
        string[] events =
        [
            "train", "add_examples", "check_train", "new_bot", "new_thread", "messaging", "bot_routine", "check_credentials",
            "cancel_train", "pause_train", "resume_train", "list_jobs", "list_models", "deploy_model", "undeploy_model", "delete_model", "delete_file",
        ];

        Assert.All(events, name => Assert.Contains($",\"event\":\"{name}\"", answers, StringComparison.Ordinal));
        Assert.All(
            [.. events, "check_finetuning", "create_thread", "send_message"],
            name => Assert.Contains($"\n{{\"event_name\":\"{name}\"", answers, StringComparison.Ordinal));
        Assert.All(
            ["list", "get", "pause", "resume", "delete", "run"], name => Assert.Contains($"\"action\":\"{name}\"", answers, StringComparison.Ordinal));
        Assert.All(
            [200, 400, 401, 404, 408, 409, 411, 413, 415, 429, 500, 502, 503, 504],
            status => Assert.Contains($"\nHTTP {status}\n", answers, StringComparison.Ordinal));
    }
}
