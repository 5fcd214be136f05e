using System.ClientModel;
using System.Text.Json;
using BotGateway.Http;

namespace BotGateway.OpenAI;

/// <summary>The model service as Azure OpenAI or the OpenAI service keeps it.</summary>
internal sealed class OpenAIModelService(OpenAIConnection connection, OpenAIChat chat, ServiceCalls calls) : IModelService
{
    // How many jobs a page of the list holds; the largest that the service takes.
    private const int PageSize = 100;

    public Task<ChatAnswer> ChatAsync(ChatRequest request, CancellationToken cancellationToken) => chat.AskAsync(request, cancellationToken);

    public Task<string> UploadAsync(string name, Action<Stream> writeJsonLines, CancellationToken cancellationToken) =>
        calls.RunAsync(
            "upload_file",
            null,
            async call =>
            {
                // A file, since training data may be large; seekable, since a try that failed is sent again from the start.
                await using var file = TemporaryFile.Open();
                file.Write(connection.TrainingFilePreamble);
                writeJsonLines(file);
                file.Position = 0;
                return await UploadAsync(call, name, new StreamContent(file));
            },
            cancellationToken);

    public Task<string> UploadStreamAsync(string name, Stream jsonLines, CancellationToken cancellationToken) =>
        calls.RunAsync(
            "upload_file",
            null,
            call => UploadAsync(call, name, new PrefacedContent(connection.TrainingFilePreamble.ToArray(), jsonLines)),
            cancellationToken);

    public Task<bool> IsProcessedAsync(string fileId, CancellationToken cancellationToken) =>
        calls.RunAsync(
            "get_file",
            null,
            async call =>
            {
                using var document = JsonDocument.Parse(await connection.SendAsync(call, "GET", PathOf(fileId)));
                var file = document.RootElement;
                if (file.FindText("id") is null)
                    throw new JsonException("The file has no id.");
                return file.FindText("status") switch
                {
                    // Deprecated by OpenAI: a file without it may be trained on, or the job's creation says what is wrong.
                    "processed" or null => true,
                    "error" or "deleted" or "deleting" => throw GatewayException.Invalid(
                        $"The model service rejects file '{fileId}'{Sentence.EndWith(ErrorText.Clean(file.FindText("status_details")))}"),
                    _ => false,
                };
            },
            cancellationToken);

    public Task<IReadOnlyList<string>> FindFilesAsync(string namePrefix, CancellationToken cancellationToken) =>
        calls.RunAsync<IReadOnlyList<string>>(
            "list_files",
            null,
            async call =>
            {
                var found = new List<string>();
                var path = "files";
                while (true)
                {
                    using var page = JsonDocument.Parse(await connection.SendAsync(call, "GET", path));
                    var files = page.RootElement.GetProperty("data").EnumerateArray().ToList();
                    found.AddRange(files
                        .Where(file => file.FindText("filename")?.StartsWith(namePrefix, StringComparison.Ordinal) == true)
                        .Select(file => file.FindText("id"))
                        .OfType<string>());
                    if (files.LastOrDefault().FindText("id") is not { } last
                        || !page.RootElement.TryGetProperty("has_more", out var more) || more.ValueKind != JsonValueKind.True)
                    {
                        return found;
                    }

                    path = $"files?after={Uri.EscapeDataString(last)}";
                }
            },
            cancellationToken);

    public Task DeleteFileAsync(string fileId, CancellationToken cancellationToken) => DeleteAsync("delete_file", PathOf(fileId), cancellationToken);

    public Task DeleteModelAsync(string model, CancellationToken cancellationToken) =>
        DeleteAsync("delete_model", $"models/{Uri.EscapeDataString(model)}", cancellationToken);

    public Task<JobSnapshot> CreateJobAsync(FineTuningRequest request, CancellationToken cancellationToken) =>
        calls.RunAsync(
            "create_fine_tuning_job",
            request.Model,
            async call =>
            {
                try
                {
                    return await PostJobAsync(call, request);
                }
                catch (ClientResultException rejected) when (rejected.Status == 400)
                {
                    // The files have been taken; what else there is comes from the client: suffix, seed, hyperparameters.
                    var problem = ServiceFailure.Read(rejected, call.Now).ToProblem(request.Model, rejected);
                    throw problem.Kind == ErrorKind.Upstream ? new GatewayException(ErrorKind.Invalid, problem.Message, rejected) : problem;
                }
            },
            cancellationToken);

    public Task<JobSnapshot> GetJobAsync(string jobId, CancellationToken cancellationToken) =>
        calls.RunAsync(
            "get_fine_tuning_job",
            null,
            async call =>
            {
                var job = JobReader.Read(await connection.SendAsync(call, "GET", $"fine_tuning/jobs/{Uri.EscapeDataString(jobId)}"));
                return job.Id == jobId ? job : throw new JsonException("The job is not the one that was asked for.");
            },
            cancellationToken);

    public Task<JobSnapshot?> FindJobByFileAsync(string trainingFileId, CancellationToken cancellationToken) =>
        calls.RunAsync(
            "list_fine_tuning_jobs",
            null,
            async call =>
            {
                string? after = null;
                while (true)
                {
                    var path = $"fine_tuning/jobs?limit={PageSize}" + (after is null ? "" : $"&after={Uri.EscapeDataString(after)}");
                    using var page = JsonDocument.Parse(await connection.SendAsync(call, "GET", path));
                    var jobs = page.RootElement.GetProperty("data").EnumerateArray().ToList();
                    // The others are not the gateway's to judge: an account may hold jobs of other kinds.
                    if (jobs.Find(job => job.FindText("training_file") == trainingFileId) is { ValueKind: JsonValueKind.Object } found)
                        return JobReader.Read(found);
                    after = jobs.LastOrDefault().FindText("id");
                    if (after is null || !page.RootElement.TryGetProperty("has_more", out var more) || more.ValueKind != JsonValueKind.True)
                        return null;
                }
            },
            cancellationToken);

    public Task ProbeAsync(CancellationToken cancellationToken) =>
        calls.RunAsync("list_models", null, call => connection.SendAsync(call, "GET", "models"), cancellationToken);

    private Task<bool> DeleteAsync(string operation, string path, CancellationToken cancellationToken) =>
        calls.RunAsync(
            operation,
            null,
            async call =>
            {
                try
                {
                    await connection.SendAsync(call, "DELETE", path);
                }
                catch (ClientResultException e) when (e.Status == 404)
                {
                    // Gone already, which is what was asked for.
                }

                return true;
            },
            cancellationToken);

    private static string PathOf(string fileId) => $"files/{Uri.EscapeDataString(fileId)}";

    private async Task<string> UploadAsync(ServiceCall call, string name, HttpContent file)
    {
        using var form = new FormContent(name, file);
        using var uploaded = JsonDocument.Parse(await connection.UploadAsync(call, form));
        return uploaded.RootElement.FindText("id") ?? throw new JsonException("The file has no id.");
    }

    private async Task<JobSnapshot> PostJobAsync(ServiceCall call, FineTuningRequest request)
    {
        using var content = BinaryContent.Create(BinaryData.FromString(JobBody.Of(request).ToJsonString()));
        return JobReader.Read(await connection.CreateAsync(call, "fine_tuning/jobs", content));
    }
}
