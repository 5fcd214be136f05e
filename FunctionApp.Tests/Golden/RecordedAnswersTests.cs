namespace BotGateway.Tests.Golden;

public sealed class RecordedAnswersTests
{
    private static readonly IReadOnlyList<Scenario> All =
    [
        .. EnvelopeAnswersTests.All,
        .. TokenAnswersTests.All,
        .. TrainAnswersTests.All,
        .. DatasetAnswersTests.All,
        .. JobAnswersTests.All,
        .. ModelAnswersTests.All,
        .. BotAnswersTests.All,
        .. OwnershipAnswersTests.All,
        .. RoutineAnswersTests.All,
        .. DeliveryAnswersTests.All,
        .. FailureAnswersTests.All,
        .. HealthAnswersTests.All,
        .. RowAnswersTests.All,
    ];

    [Fact]
    public void There_is_a_file_for_each_scenario_and_no_other() => Assert.Equal(
        All.Select(scenario => $"{scenario.Name}.http").Order(StringComparer.Ordinal),
        Directory.GetFiles(Scenario.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_event_by_every_name_every_action_and_every_status_is_among_them()
    {
        var answers = string.Concat(Directory.GetFiles(Scenario.Folder).Select(File.ReadAllText));
        string[] events = ["train", "add_examples", "check_train", "new_bot", "new_thread", "messaging", "bot_routine", "check_credentials",
            "list_bots", "get_bot", "update_bot", "delete_bot", "list_threads", "get_thread", "delete_thread",
            "cancel_train", "pause_train", "resume_train", "list_jobs", "list_models", "deploy_model", "undeploy_model", "delete_model", "delete_file"];

        Assert.All(events, name => Assert.Contains($",\"event\":\"{name}\"", answers, StringComparison.Ordinal));
        Assert.All(
            [.. events, "check_finetuning", "create_thread", "send_message", "create_bot_thread", "create_bots_threads"],
            name => Assert.Contains($"\n{{\"event_name\":\"{name}\"", answers, StringComparison.Ordinal));
        Assert.All(
            ["list", "get", "pause", "resume", "delete", "run"], name => Assert.Contains($"\"action\":\"{name}\"", answers, StringComparison.Ordinal));
        Assert.All(
            [200, 400, 401, 404, 408, 409, 411, 413, 415, 429, 500, 502, 503, 504],
            status => Assert.Contains($"\nHTTP {status}\n", answers, StringComparison.Ordinal));
    }
}
