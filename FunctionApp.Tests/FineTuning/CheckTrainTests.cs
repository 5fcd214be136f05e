using System.Text.Json;

namespace BotGateway.Tests.FineTuning;

public sealed class CheckTrainTests(TrainingGateway shared) : IClassFixture<TrainingGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Fact]
    public async Task A_job_passes_through_its_statuses_to_its_model()
    {
        var job = await TrainAsync();
        var seen = new List<Answer>();
        while (seen is not [.., { } last] || last["status"] != "succeeded")
            seen.Add(await _gateway.CheckAsync(job));

        Assert.Equal(["pending", "running", "succeeded"], seen.Select(answer => answer["status"]).Prepend("pending").Distinct());
        Assert.All(seen, answer => Assert.Equal(200, answer.Status));
        Assert.All(seen, answer => Assert.Equal(job, answer["job_id"]));
        Assert.All(seen, answer => Assert.Equal("check_train", answer["event"]));
        Assert.All(seen[..^1], answer => Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("model").ValueKind));
        Assert.All(seen[..^1], answer => Assert.Equal(JsonValueKind.Number, answer.Json.GetProperty("estimated_finish").ValueKind));
        Assert.StartsWith("gpt-4.1-mini-2025-04-14.ft-", seen[^1]["model"]);
        Assert.Equal(JsonValueKind.Null, seen[^1].Json.GetProperty("estimated_finish").ValueKind);
        Assert.All(seen, answer => Assert.False(answer.Json.TryGetProperty("stale", out _) || answer.Json.TryGetProperty("error", out _)));
    }

    [Theory]
    [InlineData("check_train", "id")]
    [InlineData("check_train", "job_id")]
    [InlineData("check_finetuning", "id")]
    public async Task It_has_an_alias_and_takes_the_id_under_two_names(string name, string field)
    {
        var job = await TrainAsync();

        var answer = await _gateway.CallAsync($$"""{"event_name":"{{name}}","{{field}}":"{{job}}"}""");

        Assert.Equal(200, answer.Status);
        Assert.Equal(("check_train", job), (answer["event"], answer["job_id"]));
    }

    [Fact]
    public async Task A_check_that_brings_nothing_new_writes_nothing()
    {
        var job = await TrainAsync();
        var pace = _gateway.ModelClock.AutoAdvanceAmount;
        _gateway.ModelClock.AutoAdvanceAmount = TimeSpan.Zero;
        try
        {
            var first = await _gateway.CheckAsync(job);
            _gateway.Tables.Decide = request => TableFaults.Writes(request) ? Fate.Invalid : Fate.Served;

            var second = await _gateway.CheckAsync(job);

            Assert.Equal((first["status"], null), (second["status"], second["stale"]));
        }
        finally
        {
            _gateway.Tables.Decide = _ => Fate.Served;
            _gateway.ModelClock.AutoAdvanceAmount = pace;
        }
    }

    [Fact]
    public async Task A_failed_job_says_why()
    {
        var job = await TrainAsync("\"suffix\":\"fail\"");
        _gateway.EndJobs();

        var answer = await _gateway.CheckAsync(job);

        Assert.Equal((200, "failed"), (answer.Status, answer["status"]));
        Assert.Equal("invalid_training_file", answer.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.StartsWith("The job failed", answer.Json.GetProperty("error").GetProperty("message").GetString());
        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("model").ValueKind);
        Assert.Equal(JsonValueKind.Null, answer.Json.GetProperty("estimated_finish").ValueKind);
    }

    [Theory]
    [InlineData("""{"event_name":"check_train"}""", "'id' is missing")]
    [InlineData("""{"event_name":"check_train","id":7}""", "'id' must be a string")]
    [InlineData("""{"event_name":"check_train","id":" "}""", "'id' is empty")]
    [InlineData("""{"event_name":"check_train","id":"a","job_id":"b"}""", "'id' and 'job_id' are the same field and differ")]
    public async Task A_wrong_id_field_is_a_400(string body, string message)
    {
        var answer = await _gateway.CallAsync(body);

        Assert.Equal(400, answer.Status);
        Assert.Contains(message, answer["message"]);
    }

    public static TheoryData<string> UnknownIds => new(
        "ftjob-0123456789abcdef", "job", "../openai/files", "a/b", "a\\b", "a#b?c=d&e", "%2e%2e", "a'b or PartitionKey ne '",
        "intent_file-1", "ñandú", "😀", new string('a', 127) + "😀" + new string('b', 10_000), new string('x', 10_240), "línea\n\u0000");

    [Theory]
    [MemberData(nameof(UnknownIds), DisableDiscoveryEnumeration = true)]
    public async Task An_id_that_nobody_gave_is_a_404_without_a_call_to_the_service(string id)
    {
        var calls = _gateway.Models.Calls.All.Count;

        var answer = await _gateway.CallAsync($$"""{"event_name":"check_train","id":{{Examples.Text(id)}}}""");

        Assert.Equal(404, answer.Status);
        Assert.StartsWith("There is no job '", answer["message"]);
        Assert.InRange(answer["message"]!.Length, 1, 200);
        Assert.Equal(calls, _gateway.Models.Calls.All.Count);
    }

    [Fact]
    public async Task Another_clients_job_is_the_same_404()
    {
        var job = await TrainAsync();
        var calls = _gateway.Models.Calls.All.Count;

        var answer = await _gateway.CheckAsync(job, Gateway.Acme);

        Assert.Equal((404, $"There is no job '{job}'."), (answer.Status, answer["message"]));
        Assert.Equal(calls, _gateway.Models.Calls.All.Count);
    }

    private async Task<string?> TrainAsync(params string[] fields) => (await _gateway.CallAsync(Examples.Train(fields)))["job_id"];
}
