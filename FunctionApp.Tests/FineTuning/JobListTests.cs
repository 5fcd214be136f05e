using System.Text.Json;
using BotGateway.FineTuning;
using JobSnapshot = BotGateway.OpenAI.JobSnapshot;

namespace BotGateway.Tests.FineTuning;

public sealed class JobListTests(TableService tables)
{
    private const string Dates = "gpt-4.1-mini=2027-04-14,gpt-4.1-mini-2025-04-14.ft-*=2027-10-14,gpt-4.1-mini-2025-04-14.ft-1*=2027-11-01";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_hold_every_job_once_whatever_is_written_meanwhile()
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        await AddAsync(jobs, Enumerable.Range(10, 10));
        await jobs.AddAsync("ftjob-99", client: Gateway.Acme);

        var first = await ListAsync(jobs, "\"limit\":4");
        await AddAsync(jobs, [0, 30]);
        var second = await ListAsync(jobs, $"\"limit\":4,\"next\":\"{first["next"]}\"");
        var third = await ListAsync(jobs, $"\"limit\":100,\"next\":\"{second["next"]}\"");

        Assert.Equal(
            [.. Enumerable.Range(10, 10).Select(NameOf), NameOf(30)],
            new[] { first, second, third }.SelectMany(page => IdsOf(page, "jobs", "job_id")));
        Assert.Equal((4, 4, null), (IdsOf(first, "jobs", "job_id").Count(), IdsOf(second, "jobs", "job_id").Count(), third["next"]));
    }

    [Fact]
    public async Task An_entry_tells_what_was_last_recorded_and_asks_the_service_nothing()
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        var job = await jobs.TrainAsync();
        jobs.EndJobs();
        await jobs.CheckAsync(job);
        var calls = jobs.Models.Calls.All.Count;

        var entry = (await ListAsync(jobs, "")).Json.GetProperty("jobs")[0];

        Assert.Equal(calls, jobs.Models.Calls.All.Count);
        Assert.Equal(
            (job, "succeeded", "2030-01-01T10:00:30Z"),
            (entry.GetProperty("job_id").GetString(), entry.GetProperty("status").GetString(), entry.GetProperty("submitted_at").GetString()));
        Assert.StartsWith("gpt-4.1-mini-2025-04-14.ft-", entry.GetProperty("model").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("file-", entry.GetProperty("file_id").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, entry.GetProperty("estimated_finish").ValueKind);
        Assert.True(entry.GetProperty("trained_tokens").GetInt64() > 0);
    }

    [Theory]
    [InlineData("list_jobs")]
    [InlineData("list_models")]
    public async Task A_page_costs_the_same_beside_ten_jobs_and_beside_hundreds(string name)
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();
        await AddAsync(jobs, Enumerable.Range(0, 10));
        var few = await CountAsync(jobs, name);

        await AddAsync(jobs, Enumerable.Range(10, 300));

        Assert.Equal((few, 1), (await CountAsync(jobs, name), few));
    }

    [Theory]
    [InlineData("\"limit\":0", "'limit' must be an integer from 1 to 100.")]
    [InlineData("\"limit\":101", "'limit' must be an integer from 1 to 100.")]
    [InlineData("\"limit\":\"10\"", "'limit' must be an integer from 1 to 100.")]
    [InlineData("\"next\":7", "'next' must be a string.")]
    [InlineData("\"next\":\"am9iXzE\"", "'next' is not one that")]
    public async Task A_wrong_field_is_a_400_that_names_it(string field, string message)
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().StartAsync();

        foreach (var name in new[] { "list_jobs", "list_models" })
        {
            var answer = await ListAsync(jobs, field, name);
            Assert.Equal(400, answer.Status);
            Assert.StartsWith(message, answer["message"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Models_are_the_base_ones_the_configured_ones_and_those_of_the_clients_jobs()
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().WithSettings(new()
        {
            ["OpenAI:BaseModels"] = "gpt-4.1-mini,gpt-4o-mini",
            ["Clients:0:Models"] = "ft-ours",
            ["OpenAI:RetirementDates"] = Dates,
        }).StartAsync();
        var job = await jobs.TrainAsync();
        await jobs.TrainAsync([], Gateway.Acme);
        await jobs.TrainAsync("\"suffix\":\"fail\"");
        jobs.EndJobs();
        await jobs.CheckAsync(job);

        var models = (await ListAsync(jobs, "", "list_models")).Json.GetProperty("models").EnumerateArray().ToList();

        Assert.Equal(["configured", "base", "base", "trained"], models.Select(model => model.GetProperty("kind").GetString()));
        Assert.Equal(["ft-ours", "gpt-4.1-mini", "gpt-4o-mini"], models.Take(3).Select(model => model.GetProperty("model").GetString()));
        Assert.Equal("2027-04-14", models[1].GetProperty("retires_on").GetString());
        Assert.False(models[2].TryGetProperty("retires_on", out _));
        Assert.Equal(job, models[3].GetProperty("job_id").GetString());
        Assert.Equal(models[3].GetProperty("trained_model").GetString(), models[3].GetProperty("model").GetString());
        Assert.StartsWith("2027-1", models[3].GetProperty("retires_on").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Pages_of_models_hold_every_model_once(int limit)
    {
        await using var jobs = await new GatewayBuilder(tables).WithClock().WithSettings(new() { ["OpenAI:BaseModels"] = "c,a,b" }).StartAsync();
        await AddAsync(jobs, Enumerable.Range(0, 6), every => every % 2 == 0 ? $"model-{every}" : null);

        var seen = new List<string?>();
        string? next = null;
        do
        {
            var page = await ListAsync(jobs, $"\"limit\":{limit}{(next is null ? "" : $",\"next\":\"{next}\"")}", "list_models");
            Assert.Equal(200, page.Status);
            seen.AddRange(IdsOf(page, "models", "model"));
            next = page["next"];
        }
        while (next is not null);

        Assert.Equal(["a", "b", "c", "model-0", "model-2", "model-4"], seen);
    }

    private static string NameOf(int number) => $"ftjob-{number:D4}";

    private static async Task AddAsync(Gateway jobs, IEnumerable<int> numbers, Func<int, string?>? model = null)
    {
        await Parallel.ForEachAsync(numbers, Cancellation, async (number, cancel) =>
        {
            var name = model?.Invoke(number);
            var job = new JobSnapshot(NameOf(number), name is null ? "failed" : "succeeded", $"file-{number}", name, null, null);
            var pending = new PendingJob("default", job.TrainingFileId, jobs.Clock.GetUtcNow(), WantsTeam: false);
            await jobs.Jobs().AddPendingAsync(pending, cancel);
            await jobs.Jobs().AddAsync(pending, job.Begin("default", jobs.Clock.GetUtcNow(), null, null), cancel);
        });
    }

    private static async Task<int> CountAsync(Gateway jobs, string name)
    {
        var before = jobs.Tables.Requests.Count(request => request.Contains("/jobs", StringComparison.Ordinal));
        Assert.Equal(200, (await ListAsync(jobs, "\"limit\":5", name)).Status);
        return jobs.Tables.Requests.Count(request => request.Contains("/jobs", StringComparison.Ordinal)) - before;
    }

    private static IEnumerable<string?> IdsOf(Answer page, string list, string field) =>
        page.Json.GetProperty(list).EnumerateArray().Select(each => each.GetProperty(field).GetString());

    private static Task<Answer> ListAsync(Gateway jobs, string fields, string name = "list_jobs") =>
        jobs.CallAsync($$"""{"event_name":"{{name}}"{{(fields.Length == 0 ? "" : ",")}}{{fields}}}""");
}
