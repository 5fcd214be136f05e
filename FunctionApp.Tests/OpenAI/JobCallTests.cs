using BotGateway.Contracts;
using BotGateway.Http;
using BotGateway.OpenAI;

namespace BotGateway.Tests.OpenAI;

public sealed class JobCallTests
{
    private const string Azure = "https://local.openai.azure.com/openai/v1/";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("azure", $"POST {Azure}fine_tuning/jobs")]
    [InlineData("openai", "POST https://api.openai.com/v1/fine_tuning/jobs")]
    public async Task A_job_is_created_with_all_that_was_asked_for(string provider, string line)
    {
        var service = new ScriptedService(ScriptedService.Json(201, Job("pending")));

        await Service.Over(service, provider).CreateJobAsync(
            new FineTuningRequest("m", "file-1", "file-2", "s", 42, new Hyperparameters { Epochs = new AutoOrNumber(2) }), Cancellation);

        var sent = Assert.Single(service.Requests);
        Assert.Equal(line, sent.Line);
        Assert.Equal(
            """{"model":"m","training_file":"file-1","validation_file":"file-2","suffix":"s","seed":42,"hyperparameters":{"n_epochs":2}}""",
            sent.Body);
    }

    [Fact]
    public async Task An_upload_that_is_tried_again_is_whole_every_time()
    {
        var service = new ScriptedService(
            ScriptedService.Error(503),
            ScriptedService.Json(
                201,
                """{"id":"file-9","object":"file","bytes":1,"created_at":1,"filename":"f","purpose":"fine-tune","status":"pending"}"""));

        var id = await Service.Over(service).UploadAsync("examples.jsonl", stream => stream.Write("ejemplos"u8), Cancellation);

        Assert.Equal("file-9", id);
        Assert.Equal($"POST {Azure}files", service.Requests[0].Line);
        Assert.Equal(
            [true, true], service.Requests.Select(sent => sent.Body.Contains("\uFEFFejemplos\r\n") && sent.Body.Contains("fine-tune")));
    }

    [Fact]
    public async Task An_upload_is_the_form_that_both_services_take()
    {
        var service = new ScriptedService(ScriptedService.Json(200, """{"id":"file-9"}"""));

        await Service.Over(service, "openai").UploadAsync("examples.jsonl", stream => stream.Write("ejemplos"u8), Cancellation);

        var lines = Assert.Single(service.Requests).Body.Split("\r\n");
        Assert.Equal(
            [
                lines[0], "Content-Disposition: form-data; name=\"purpose\"", "", "fine-tune",
                lines[0], "Content-Type: text/plain", "Content-Disposition: form-data; name=\"file\"; filename=\"examples.jsonl\"", "", "ejemplos",
                $"{lines[0]}--", "",
            ],
            lines);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"id":null}""")]
    [InlineData("[]")]
    public async Task An_upload_without_an_id_is_a_502(string file)
    {
        var service = Service.Over(new ScriptedService(ScriptedService.Json(200, file)));

        Assert.Equal(ErrorKind.Upstream, (await Assert.ThrowsAnyAsync<GatewayException>(() => service.UploadAsync("examples.jsonl", stream => stream.Write("{}"u8), Cancellation))).Kind);
        Assert.Equal(ErrorKind.Upstream, (await Assert.ThrowsAnyAsync<GatewayException>(() => service.IsProcessedAsync("file-1", Cancellation))).Kind);
    }

    [Theory]
    [InlineData("""{"id":"file-1"}""")]
    [InlineData("""{"id":"file-1","status":null}""")]
    public async Task A_file_without_the_deprecated_status_can_be_trained_on(string file) => Assert.True(await IsProcessedAsync(file));

    [Theory]
    [InlineData("processed", true)]
    [InlineData("uploaded", false)]
    [InlineData("pending", false)]
    [InlineData("running", false)]
    [InlineData("something new", false)]
    public async Task A_file_can_be_trained_on_once_it_is_processed(string status, bool processed) =>
        Assert.Equal(processed, await IsProcessedAsync($$"""{"id":"file-1","status":"{{status}}"}"""));

    [Theory]
    [InlineData("""{"id":"file-1","status":"error","status_details":"Line 3 is bad."}""", "The model service rejects file 'file-1': Line 3 is bad.")]
    [InlineData("""{"id":"file-1","status":"error","status_details":null}""", "The model service rejects file 'file-1'.")]
    [InlineData("""{"id":"file-1","status":"deleted"}""", "The model service rejects file 'file-1'.")]
    public async Task A_file_that_the_service_refuses_is_a_400_with_its_reason(string file, string message)
    {
        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => IsProcessedAsync(file));

        Assert.Equal((ErrorKind.Invalid, message), (problem.Kind, problem.Message));
    }

    [Fact]
    public async Task A_file_that_is_gone_is_deleted()
    {
        var service = new ScriptedService(ScriptedService.Error(404, "notFound"));

        await Service.Over(service).DeleteFileAsync("file-1", Cancellation);

        Assert.Equal([$"DELETE {Azure}files/file-1"], service.Requests.Select(sent => sent.Line));
    }

    [Fact]
    public async Task A_job_is_looked_for_on_all_pages()
    {
        var service = new ScriptedService(
            Page(true, Job("running", "ftjob-1", "file-1")), Page(false, Job("pending", "ftjob-2", "file-2")));

        var job = await Service.Over(service).FindJobByFileAsync("file-2", Cancellation);

        Assert.Equal("ftjob-2", job?.Id);
        Assert.Equal(
            [$"GET {Azure}fine_tuning/jobs?limit=100", $"GET {Azure}fine_tuning/jobs?limit=100&after=ftjob-1"],
            service.Requests.Select(sent => sent.Line));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_that_no_page_has_is_none(bool more)
    {
        var service = new ScriptedService(Page(true, Job("running")), Page(more));

        Assert.Null(await Service.Over(service).FindJobByFileAsync("file-9", Cancellation));
        Assert.Equal(2, service.Requests.Count);
    }

    [Theory]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"data":[{"id":"ftjob-1","status":"running","training_file":"file-1"}],"has_more":null}""")]
    [InlineData("""{"data":[7,null,{"object":"fine_tuning.job"}],"has_more":true}""")]
    public async Task What_a_list_need_not_hold_may_be_missing(string page) =>
        Assert.Null(await Service.Over(new ScriptedService(ScriptedService.Json(200, page))).FindJobByFileAsync("file-9", Cancellation));

    [Fact]
    public async Task A_job_is_found_among_others_that_are_not_the_gateways()
    {
        var service = new ScriptedService(Page(false, """{"id":"ftjob-7"}""", "null", Job("pending", "ftjob-2", "file-2")));

        Assert.Equal("ftjob-2", (await Service.Over(service).FindJobByFileAsync("file-2", Cancellation))?.Id);
    }

    private static Task<bool> IsProcessedAsync(string file) =>
        Service.Over(new ScriptedService(ScriptedService.Json(200, file))).IsProcessedAsync("file-1", Cancellation);

    private static Func<CancellationToken, Task<HttpResponseMessage>> Page(bool more, params string[] jobs) =>
        ScriptedService.Json(200, $$"""{"data":[{{string.Join(',', jobs)}}],"has_more":{{(more ? "true" : "false")}}}""");

    private static string Job(string status, string id = "ftjob-1", string file = "file-1") =>
        $$"""{"id":"{{id}}","status":"{{status}}","training_file":"{{file}}"}""";
}
