using System.Net;
using System.Text;

namespace BotGateway.Tests.Simulation;

public sealed class FileTests : IDisposable
{
    private static readonly byte[] Good = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(OpenAIFixture.Lines())];

    private readonly OpenAIFixture _openAI = new();

    [Theory]
    [InlineData(true, new[] { "pending", "running", "processed" })]
    [InlineData(false, new[] { "uploaded", "uploaded", "processed" })]
    public async Task A_file_is_processed_after_a_second(bool azure, string[] expected)
    {
        using var response = await _openAI.Upload(azure, Good);
        var id = (await OpenAIFixture.Json(response)).GetProperty("id").GetString();

        var statuses = new List<string?>();
        for (var half = 0; half < 3; half++)
        {
            statuses.Add((await _openAI.Get(azure, $"files/{id}")).GetProperty("status").GetString());
            _openAI.Clock.Advance(TimeSpan.FromSeconds(0.5));
        }

        Assert.Equal(expected, statuses);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.Created)]
    [InlineData(false, HttpStatusCode.OK)]
    public async Task An_upload_answers_with_the_file(bool azure, HttpStatusCode status)
    {
        using var response = await _openAI.Upload(azure, Good);

        Assert.Equal(status, response.StatusCode);
        var file = await OpenAIFixture.Json(response);
        Assert.StartsWith("file-", file.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal(("file", "fine-tune"), (file.GetProperty("object").GetString(), file.GetProperty("purpose").GetString()));
        Assert.Equal(
            ("chistes.jsonl", Good.Length), (file.GetProperty("filename").GetString(), file.GetProperty("bytes").GetInt32()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Its_content_comes_back_byte_for_byte(bool azure)
    {
        var id = await _openAI.UploadGood(azure);

        using var response = await _openAI.Send(HttpMethod.Get, OpenAIFixture.Path(azure, $"files/{id}/content"));

        Assert.Equal(Good, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_file_without_a_byte_order_mark_is_an_error_on_Azure_only()
    {
        var plain = Encoding.UTF8.GetBytes(OpenAIFixture.Lines());

        Assert.Contains("byte-order mark", await ErrorAfter(azure: true, plain), StringComparison.Ordinal);
        Assert.Null(await ErrorAfter(azure: false, plain));
    }

    [Theory]
    [InlineData("{", "Line 11: not valid JSON.")]
    [InlineData("[]", "Line 11: an example must be an object with an array 'messages'.")]
    [InlineData("""{"messages":[{"role":"user","content":"x"}]}""", "Line 11: an example needs a message of role 'assistant'.")]
    public async Task A_bad_line_is_an_error_that_names_it(string line, string expected)
    {
        var details = await ErrorAfter(azure: false, Encoding.UTF8.GetBytes($"{OpenAIFixture.Lines()}\n{line}"));

        Assert.EndsWith(expected, details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_examples_is_an_error_and_one_of_a_single_example_is_none()
    {
        Assert.EndsWith("The file has no examples.", await ErrorAfter(azure: false, "\n"u8.ToArray()), StringComparison.Ordinal);
        Assert.Null(await ErrorAfter(azure: false, Encoding.UTF8.GetBytes(OpenAIFixture.Lines(1))));
    }

    [Fact]
    public async Task Text_that_is_not_UTF8_is_an_error()
    {
        var details = await ErrorAfter(azure: false, Encoding.Latin1.GetBytes(OpenAIFixture.Lines()));

        Assert.Contains("UTF-8", details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_purpose_is_a_400()
    {
        using var response = await _openAI.Upload(azure: true, Good, purpose: "assistants");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalidPayload", (await OpenAIFixture.Error(response)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_upload_that_is_no_form_is_a_400()
    {
        using var response = await _openAI.Send(
            HttpMethod.Post, OpenAIFixture.Path(azure: false, "files"), new StringContent(OpenAIFixture.Lines()));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deleted_file_is_gone(bool azure)
    {
        var id = await _openAI.UploadGood(azure);

        using var deleted = await _openAI.Send(HttpMethod.Delete, OpenAIFixture.Path(azure, $"files/{id}"));
        using var missing = await _openAI.Send(HttpMethod.Get, OpenAIFixture.Path(azure, $"files/{id}"));

        Assert.True((await OpenAIFixture.Json(deleted)).GetProperty("deleted").GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Empty(Directory.GetFiles(Path.Combine(_openAI.Directory, "openai", "files")));
    }

    [Fact]
    public async Task A_refused_upload_leaves_nothing_on_disk()
    {
        using var response = await _openAI.Upload(azure: true, Good, purpose: "assistants");

        Assert.Empty(Directory.GetFiles(Path.Combine(_openAI.Directory, "openai", "files")));
    }

    [Theory]
    [InlineData(true, "notFound")]
    [InlineData(false, null)]
    public async Task An_id_that_leaves_the_folder_is_a_404(bool azure, string? code)
    {
        using var response = await _openAI.Send(HttpMethod.Get, OpenAIFixture.Path(azure, "files/..%2f..%2fjobs%2fx"));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(code, (await OpenAIFixture.Error(response)).GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_list_has_all_files()
    {
        string[] ids = [await _openAI.UploadGood(azure: true), await _openAI.UploadGood(azure: true)];

        var list = (await _openAI.Get(azure: true, "files")).GetProperty("data").EnumerateArray();

        Assert.Equal(ids.Reverse(), list.Select(file => file.GetProperty("id").GetString()));
    }

    public void Dispose() => _openAI.Dispose();

    private async Task<string?> ErrorAfter(bool azure, byte[] content)
    {
        using var response = await _openAI.Upload(azure, content);
        var id = (await OpenAIFixture.Json(response)).GetProperty("id").GetString();
        _openAI.Clock.Advance(TimeSpan.FromSeconds(1));
        var file = await _openAI.Get(azure, $"files/{id}");
        var details = file.GetProperty("status_details").GetString();
        Assert.Equal(details is null ? "processed" : "error", file.GetProperty("status").GetString());
        return details;
    }
}
