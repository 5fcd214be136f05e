using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.Requests;
using OpenAI.Files;

namespace BotGateway.Models;

/// <summary>The model service as Azure OpenAI or the OpenAI service keeps it.</summary>
/// <param name="connection">The configured service.</param>
/// <param name="chat">The part of it that answers.</param>
/// <param name="calls">Puts a deadline to calls and translates their failures.</param>
public sealed class OpenAIModelService(OpenAIConnection connection, OpenAIChat chat, ServiceCalls calls) : IModelService
{
    // How many jobs a page of the list holds; the largest that the service takes.
    private const int PageSize = 100;

    /// <inheritdoc/>
    public Task<ChatAnswer> ChatAsync(ChatRequest request, CancellationToken cancellation) => chat.AskAsync(request, cancellation);

    /// <inheritdoc/>
    public Task<string> UploadAsync(Action<Stream> writeJsonLines, CancellationToken cancellation) =>
        calls.RunAsync(
            "upload_file",
            null,
            async cancel =>
            {
                // A file, since training data may be large; seekable, since a try that failed is sent again from the start.
                await using var file = OpenTemporaryFile();
                file.Write(connection.TrainingFilePreamble);
                writeJsonLines(file);
                file.Position = 0;
                OpenAIFile uploaded = await connection.Client.GetOpenAIFileClient()
                    .UploadFileAsync(file, "examples.jsonl", FileUploadPurpose.FineTune, cancel);
                return uploaded.Id;
            },
            cancellation);

    /// <inheritdoc/>
    public Task<bool> IsProcessedAsync(string fileId, CancellationToken cancellation) =>
        calls.RunAsync(
            "get_file",
            null,
            async cancel =>
            {
                var result = await connection.Client.GetOpenAIFileClient()
                    .GetFileAsync(fileId, new RequestOptions { CancellationToken = cancel });
                // OpenAIFile.Status does not know Azure's "pending".
                using var document = JsonDocument.Parse(result.GetRawResponse().Content);
                var file = document.RootElement;
                return file.GetProperty("status").GetString() switch
                {
                    "processed" => true,
                    "error" or "deleted" or "deleting" => throw ProblemException.BadRequest(
                        $"The model service refuses file '{fileId}'{Sentence.EndWith(file.FindText("status_details"))}"),
                    _ => false,
                };
            },
            cancellation);

    /// <inheritdoc/>
    public Task DeleteFileAsync(string fileId, CancellationToken cancellation) =>
        calls.RunAsync(
            "delete_file",
            null,
            async cancel =>
            {
                try
                {
                    await connection.Client.GetOpenAIFileClient().DeleteFileAsync(fileId, cancel);
                }
                catch (ClientResultException e) when (e.Status == 404)
                {
                    // Gone already, which is what was asked for.
                }

                return true;
            },
            cancellation);

    /// <inheritdoc/>
    public async Task<FineTuningJob> CreateJobAsync(FineTuningRequest request, CancellationToken cancellation)
    {
        try
        {
            return await calls.RunAsync("create_fine_tuning_job", request.Model, cancel => PostJobAsync(request, cancel), cancellation);
        }
        catch (ProblemException problem) when (problem is { Status: 502, InnerException: ClientResultException { Status: 400 } })
        {
            // The files have been taken; what else there is comes from the client: suffix, seed, hyperparameters.
            throw new ProblemException(400, problem.Message, problem.InnerException);
        }
    }

    /// <inheritdoc/>
    public Task<FineTuningJob> GetJobAsync(string jobId, CancellationToken cancellation) =>
        calls.RunAsync(
            "get_fine_tuning_job",
            null,
            async cancel => JobReader.Read(await connection.SendAsync("GET", $"fine_tuning/jobs/{Uri.EscapeDataString(jobId)}", null, cancel)),
            cancellation);

    /// <inheritdoc/>
    public Task<FineTuningJob?> FindJobByFileAsync(string trainingFileId, CancellationToken cancellation) =>
        calls.RunAsync(
            "list_fine_tuning_jobs",
            null,
            async cancel =>
            {
                string? after = null;
                while (true)
                {
                    var path = $"fine_tuning/jobs?limit={PageSize}" + (after is null ? "" : $"&after={Uri.EscapeDataString(after)}");
                    using var page = JsonDocument.Parse(await connection.SendAsync("GET", path, null, cancel));
                    var jobs = page.RootElement.GetProperty("data").EnumerateArray().Select(JobReader.Read).ToList();
                    if (jobs.Find(job => job.TrainingFileId == trainingFileId) is { } found)
                        return found;
                    if (jobs.Count == 0 || !page.RootElement.TryGetProperty("has_more", out var more) || !more.GetBoolean())
                        return null;
                    after = jobs[^1].Id;
                }
            },
            cancellation);

    /// <inheritdoc/>
    public Task ProbeAsync(CancellationToken cancellation) =>
        calls.RunAsync("list_models", null, cancel => connection.SendAsync("GET", "models", null, cancel), cancellation);

    private static FileStream OpenTemporaryFile()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        // Nobody else on the machine may read what clients train on. Windows has a folder of temporary files for each user.
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
    }

    private async Task<FineTuningJob> PostJobAsync(FineTuningRequest request, CancellationToken cancellation)
    {
        var body = new JsonObject { ["model"] = request.Model, ["training_file"] = request.TrainingFileId };
        if (request.ValidationFileId is { } validation)
            body["validation_file"] = validation;
        if (request.Suffix is { } suffix)
            body["suffix"] = suffix;
        if (request.Seed is { } seed)
            body["seed"] = seed;
        if (request.Hyperparameters is { } hyperparameters)
            body["hyperparameters"] = hyperparameters.DeepClone();

        using var content = BinaryContent.Create(BinaryData.FromString(body.ToJsonString()));
        return JobReader.Read(await connection.SendAsync("POST", "fine_tuning/jobs", content, cancellation));
    }
}
