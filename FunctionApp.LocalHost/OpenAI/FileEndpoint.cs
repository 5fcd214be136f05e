using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>The operations on files.</summary>
internal sealed class FileEndpoint(FileStore files, JobResults results, TimeProvider clock, int mostFiles)
{
    public async Task<HttpResponseMessage> UploadAsync(OpenAIRoute route, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (files.All().Count() >= mostFiles)
            throw ServiceProblem.Limit(route.Azure, $"The maximum number of files ({mostFiles}) has been reached.", "max_files_exceeded");
        await using var content = files.Temporary();
        try
        {
            var file = await ReceiveAsync(route, request, content, cancellationToken);
            files.Add(file, content.Name);
            var response = Answer.Json(route.Azure ? HttpStatusCode.Created : HttpStatusCode.OK, file.DocumentAt(clock.GetUtcNow()));
            if (route.Azure)
                response.Headers.Location = new(request.RequestUri!, $"{route.Root}files/{file.Id}");
            return response;
        }
        finally
        {
            // Nothing is there any more once it was added.
            File.Delete(content.Name);
        }
    }

    public HttpResponseMessage List() => Answer.Json(HttpStatusCode.OK, new JsonObject
    {
        ["object"] = "list",
        ["data"] = new JsonArray([.. files.All().Select(file => file.DocumentAt(clock.GetUtcNow()))]),
    });

    public HttpResponseMessage Get(OpenAIRoute route) => Answer.Json(HttpStatusCode.OK, Find(route).DocumentAt(clock.GetUtcNow()));

    public HttpResponseMessage Content(OpenAIRoute route) => new(HttpStatusCode.OK)
    {
        Content = new StreamContent(results.Find(route.Id) ?? files.Open(Find(route).Id))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") },
        },
    };

    public HttpResponseMessage Delete(OpenAIRoute route)
    {
        var file = Find(route);
        files.Delete(file.Id);
        return Answer.Json(HttpStatusCode.OK, new JsonObject { ["object"] = "file", ["id"] = file.Id, ["deleted"] = true });
    }

    private async Task<UploadedFile> ReceiveAsync(
        OpenAIRoute route, HttpRequestMessage request, Stream content, CancellationToken cancellationToken)
    {
        var upload = await Upload.ReadAsync(request, files, content, cancellationToken);
        if (upload.Filename is not { Length: > 0 } name)
            throw ServiceProblem.BadRequest(route.Azure, "'file' is a required property", null, null);
        if (upload.Purpose != "fine-tune")
            throw ServiceProblem.BadRequest(route.Azure, $"'{upload.Purpose}' is not one of ['fine-tune'] - 'purpose'", null, null);

        content.Position = 0;
        var read = TrainingFile.Read(content, route.Azure);
        var id = $"file-{Guid.NewGuid():N}";
        return new(id, route.Azure, clock.GetUtcNow(), name, upload.Purpose, content.Length, read.Failure, read.Tokens, read.Examples, read.Preferences);
    }

    private UploadedFile Find(OpenAIRoute route) =>
        files.Find(route.Id) ?? throw ServiceProblem.NotFound(route.Azure, $"No such File object: {route.Id}", "id", null);
}
