using System.Net;
using System.Text.Json;
using BotGateway.LocalHost.OpenAI;

namespace BotGateway.Tests.Simulation;

public sealed class JobTests : IDisposable
{
    private readonly OpenAIFixture _openAI = new();

    [Theory]
    [InlineData(true, new[] { "pending", "running", "running", "running", "succeeded" })]
    [InlineData(false, new[] { "validating_files", "queued", "running", "running", "succeeded" })]
    public async Task A_job_passes_through_its_statuses(bool azure, string[] expected)
    {
        var id = await Create(azure);

        var statuses = new List<string?>();
        for (var second = 0; second < 5; second++)
        {
            statuses.Add((await _openAI.Get(azure, $"fine_tuning/jobs/{id}")).GetProperty("status").GetString());
            _openAI.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(expected, statuses);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.Created, "suffix", "-1")]
    [InlineData(false, HttpStatusCode.OK, "user_provided_suffix", "\"auto\"")]
    public async Task A_new_job_says_what_was_asked_for_and_when_it_will_end(
        bool azure, HttpStatusCode status, string suffix, string automatic)
    {
        var file = await _openAI.UploadGood(azure);

        using var response = await _openAI.Post(azure, "fine_tuning/jobs", new
        {
            model = "gpt-4.1-mini-2025-04-14",
            training_file = file,
            validation_file = file,
            suffix = "chistes",
            seed = 7,
            hyperparameters = new { n_epochs = 2 },
        });

        Assert.Equal(status, response.StatusCode);
        var job = await OpenAIFixture.Json(response);
        var now = _openAI.Clock.GetUtcNow().ToUnixTimeSeconds();
        Assert.Equal("fine_tuning.job", job.GetProperty("object").GetString());
        Assert.Equal("gpt-4.1-mini-2025-04-14", job.GetProperty("model").GetString());
        Assert.Equal((file, file), (job.GetProperty("training_file").GetString(), job.GetProperty("validation_file").GetString()));
        Assert.Equal(("chistes", 7), (job.GetProperty(suffix).GetString(), job.GetProperty("seed").GetInt32()));
        Assert.Equal((now, now + 4), (job.GetProperty("created_at").GetInt64(), job.GetProperty("estimated_finish").GetInt64()));
        Assert.Equal(
            $$"""{"n_epochs":2,"batch_size":{{automatic}},"learning_rate_multiplier":{{automatic}}}""",
            job.GetProperty("hyperparameters").GetRawText());
        Assert.All(
            ["finished_at", "fine_tuned_model", "trained_tokens", "error"],
            name => Assert.Equal(JsonValueKind.Null, job.GetProperty(name).ValueKind));
    }

    [Theory]
    [InlineData(true, null, @"\Agpt-4\.1-mini-2025-04-14\.ft-[0-9a-f]{32}\z")]
    [InlineData(true, "chistes", @"\Agpt-4\.1-mini-2025-04-14\.ft-[0-9a-f]{32}-chistes\z")]
    [InlineData(false, null, @"\Aft:gpt-4\.1-mini-2025-04-14:local::[0-9a-f]{8}\z")]
    [InlineData(false, "chistes", @"\Aft:gpt-4\.1-mini-2025-04-14:local:chistes:[0-9a-f]{8}\z")]
    public async Task A_succeeded_job_names_its_model(bool azure, string? suffix, string pattern)
    {
        var job = await _openAI.Train(azure, suffix: suffix);

        Assert.Matches(pattern, job.GetProperty("fine_tuned_model").GetString());
        Assert.Equal(job.GetProperty("created_at").GetInt64() + 4, job.GetProperty("finished_at").GetInt64());
        Assert.True(job.GetProperty("trained_tokens").GetInt32() > 0);
        Assert.Equal(JsonValueKind.Null, job.GetProperty("estimated_finish").ValueKind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_trained_model_can_be_trained_further(bool azure)
    {
        var first = (await _openAI.Train(azure)).GetProperty("fine_tuned_model").GetString()!;

        var second = await _openAI.Train(azure, model: first);

        Assert.Equal("succeeded", second.GetProperty("status").GetString());
        Assert.NotEqual(first, second.GetProperty("fine_tuned_model").GetString());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_with_suffix_fail_fails(bool azure)
    {
        var job = await _openAI.Train(azure, suffix: "fail");

        Assert.Equal("failed", job.GetProperty("status").GetString());
        Assert.Equal("invalid_training_file", job.GetProperty("error").GetProperty("code").GetString());
        Assert.NotEmpty(job.GetProperty("error").GetProperty("message").GetString()!);
        Assert.Equal(JsonValueKind.Null, job.GetProperty("fine_tuned_model").ValueKind);
    }

    [Fact]
    public async Task The_list_is_newest_first_and_goes_on_after_a_job()
    {
        var file = await _openAI.UploadGood(azure: true);
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
            ids.Add(await Create(true, file));
        ids.Reverse();

        var first = await _openAI.Get(azure: true, "fine_tuning/jobs?limit=2");
        var rest = await _openAI.Get(azure: true, $"fine_tuning/jobs?limit=3&after={ids[1]}");

        Assert.Equal(ids, Ids(first).Concat(Ids(rest)));
        Assert.Equal((true, false), (first.GetProperty("has_more").GetBoolean(), rest.GetProperty("has_more").GetBoolean()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_running_job_can_be_cancelled(bool azure)
    {
        var id = await Create(azure);

        using var cancelled = await _openAI.Post(azure, $"fine_tuning/jobs/{id}/cancel", new { });
        _openAI.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("cancelled", (await OpenAIFixture.Json(cancelled)).GetProperty("status").GetString());
        Assert.Equal("cancelled", (await _openAI.Get(azure, $"fine_tuning/jobs/{id}")).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData(true, HttpStatusCode.Conflict)]
    [InlineData(false, HttpStatusCode.BadRequest)]
    public async Task A_job_that_has_ended_cannot_be_cancelled(bool azure, HttpStatusCode status)
    {
        var id = (await _openAI.Train(azure)).GetProperty("id").GetString();

        using var response = await _openAI.Post(azure, $"fine_tuning/jobs/{id}/cancel", new { });

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData(true, "notFound")]
    [InlineData(false, "fine_tune_not_found")]
    public async Task An_unknown_job_is_a_404(bool azure, string code)
    {
        using var response = await _openAI.Send(HttpMethod.Get, OpenAIFixture.Path(azure, "fine_tuning/jobs/ftjob-none"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(code, (await OpenAIFixture.Error(response)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Another_process_on_the_same_folder_knows_the_job_and_its_model()
    {
        var job = await _openAI.Train(azure: true);
        var path = OpenAIFixture.Path(azure: true, $"fine_tuning/jobs/{job.GetProperty("id").GetString()}");
        using var other = new SimulatedOpenAI(_openAI.Directory, _openAI.Clock);
        using var client = new HttpClient(other) { BaseAddress = SimulatedOpenAI.AzureEndpoint };
        client.DefaultRequestHeaders.Add("api-key", other.ApiKey);

        var read = await client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(job.GetRawText(), read);
    }

    public void Dispose() => _openAI.Dispose();

    private async Task<string> Create(bool azure, string? file = null)
    {
        file ??= await _openAI.UploadGood(azure);
        using var response = await _openAI.Post(azure, "fine_tuning/jobs", new { model = "gpt-4.1-mini", training_file = file });
        return (await OpenAIFixture.Json(response.EnsureSuccessStatusCode())).GetProperty("id").GetString()!;
    }

    private static IEnumerable<string?> Ids(JsonElement list) =>
        list.GetProperty("data").EnumerateArray().Select(job => job.GetProperty("id").GetString());
}
