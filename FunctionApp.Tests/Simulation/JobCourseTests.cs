using System.Net;
using System.Text;

namespace BotGateway.Tests.Simulation;

/// <summary>What the simulated service tells of a job's course, and what can be done with a job.</summary>
public sealed class JobCourseTests : IDisposable
{
    private readonly OpenAIFixture _fixture = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pause_does_not_count_and_what_cannot_be_done_is_refused(bool azure)
    {
        var job = await CreateAsync(azure);

        using var early = await ChangeAsync(azure, job, "resume");
        using var paused = await ChangeAsync(azure, job, "pause");
        using var twice = await ChangeAsync(azure, job, "pause");
        _fixture.Clock.Advance(TimeSpan.FromHours(1));
        var still = await StatusAsync(azure, job);
        using var resumed = await ChangeAsync(azure, job, "resume");
        _fixture.Clock.Advance(TimeSpan.FromSeconds(3.9));
        var running = await StatusAsync(azure, job);
        _fixture.Clock.Advance(TimeSpan.FromSeconds(0.1));

        var refusal = azure ? HttpStatusCode.Conflict : HttpStatusCode.BadRequest;
        Assert.Equal((refusal, HttpStatusCode.OK, refusal, HttpStatusCode.OK), (early.StatusCode, paused.StatusCode, twice.StatusCode, resumed.StatusCode));
        Assert.Equal(("paused", "running", "succeeded"), (still, running, await StatusAsync(azure, job)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_loss_falls_the_same_way_for_the_same_seed_only(bool azure)
    {
        var (one, same, other) = (await ResultAsync(azure, 1), await ResultAsync(azure, 1), await ResultAsync(azure, 2));

        Assert.Equal(one, same);
        Assert.NotEqual(one, other);
        var losses = one.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => double.Parse(line.Split(',')[1], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(90, losses.Count);
        Assert.True(losses.Take(10).Average() > 2 * losses.TakeLast(10).Average());
    }

    [Fact]
    public async Task Events_come_with_the_steps_and_no_more_than_were_asked_for()
    {
        var job = await CreateAsync(azure: true);
        _fixture.Clock.Advance(TimeSpan.FromSeconds(3));

        var events = await _fixture.Get(azure: true, $"fine_tuning/jobs/{job}/events?limit=5");

        Assert.True(events.GetProperty("has_more").GetBoolean());
        Assert.Equal(5, events.GetProperty("data").GetArrayLength());
        Assert.StartsWith("Step 45/90: training loss=", events.GetProperty("data")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deleted_model_is_unknown()
    {
        var model = (await _fixture.Train(azure: true)).GetProperty("fine_tuned_model").GetString()!;

        using var deleted = await _fixture.Send(HttpMethod.Delete, OpenAIFixture.Path(azure: true, $"models/{model}"));
        using var again = await _fixture.Send(HttpMethod.Delete, OpenAIFixture.Path(azure: true, $"models/{model}"));
        using var chat = await _fixture.Chat(new { messages = new[] { new { role = "user", content = "Hola" } } }, model);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (deleted.StatusCode, again.StatusCode, chat.StatusCode));
    }

    public void Dispose() => _fixture.Dispose();

    private async Task<string> CreateAsync(bool azure, int seed = 1)
    {
        using var created = await _fixture.Post(azure, "fine_tuning/jobs", new { model = "gpt-4.1-mini", training_file = await _fixture.UploadGood(azure), seed });
        return (await OpenAIFixture.Json(created)).GetProperty("id").GetString()!;
    }

    private async Task<string> ResultAsync(bool azure, int seed)
    {
        var job = await CreateAsync(azure, seed);
        _fixture.Clock.Advance(TimeSpan.FromSeconds(4));
        var file = (await _fixture.Get(azure, $"fine_tuning/jobs/{job}")).GetProperty("result_files")[0].GetString();
        using var content = await _fixture.Send(HttpMethod.Get, OpenAIFixture.Path(azure, $"files/{file}/content"));
        var text = await content.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return azure ? text : Encoding.UTF8.GetString(Convert.FromBase64String(text));
    }

    private Task<HttpResponseMessage> ChangeAsync(bool azure, string job, string verb) =>
        _fixture.Send(HttpMethod.Post, OpenAIFixture.Path(azure, $"fine_tuning/jobs/{job}/{verb}"));

    private async Task<string?> StatusAsync(bool azure, string job) =>
        (await _fixture.Get(azure, $"fine_tuning/jobs/{job}")).GetProperty("status").GetString();
}
