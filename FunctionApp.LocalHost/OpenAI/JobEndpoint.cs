using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.LocalHost.OpenAI.Management;
using BotGateway.LocalHost.OpenAI.Simulation;
using Microsoft.AspNetCore.WebUtilities;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>The operations on fine-tuning jobs.</summary>
internal sealed class JobEndpoint(FileStore files, JobStore jobs, DeploymentStore deployments, TimeProvider clock, int mostActive)
{
    // Both services ask for this many in the training file, and for no number in the one to measure with ("Training file has 7 example(s), but must
    // have at least 10 examples", code invalid_n_examples, parameter training_file).
    private const int FewestExamples = 10;

    private readonly ModelCatalog _models = new(jobs, clock, deployments);
    private readonly Lock _creating = new();
    private DateTimeOffset _lastCreated;

    public HttpResponseMessage Create(OpenAIRoute route, HttpRequestMessage request, JsonElement body)
    {
        var asked = JobRequest.Read(body, route.Azure);
        var snapshot = _models.FindTrainable(asked.Model) ?? throw NotTrainable(route.Azure, asked.Model);
        if (jobs.All().Count(job => !job.HasEndedAt(clock.GetUtcNow())) >= mostActive)
        {
            throw ServiceProblem.Limit(
                route.Azure, $"The maximum number of active fine-tuning jobs ({mostActive}) has been reached.", "max_active_fine_tuning_jobs_exceeded");
        }

        var training = RequireProcessed(route.Azure, asked.TrainingFile, "training_file");
        if (training.Examples < FewestExamples)
        {
            throw ServiceProblem.BadRequest(
                route.Azure,
                $"Training file has {training.Examples} example(s), but must have at least {FewestExamples} examples",
                "training_file",
                "invalid_n_examples");
        }

        RequireMethod(route.Azure, training, asked.Method, "training_file");
        if (asked.ValidationFile is { } validation)
            RequireMethod(route.Azure, RequireProcessed(route.Azure, validation, "validation_file"), asked.Method, "validation_file");

        var job = new JobSnapshot(
            $"ftjob-{Guid.NewGuid():N}",
            route.Azure,
            NextCreated(),
            asked.Model,
            snapshot,
            asked.TrainingFile,
            asked.ValidationFile,
            asked.Suffix,
            asked.Seed ?? Random.Shared.Next(),
            asked.Hyperparameters,
            training.Tokens,
            Cancelled: null,
            asked.Method,
            asked.Metadata);
        jobs.Write(job);
        var response = Answer.Json(route.Azure ? HttpStatusCode.Created : HttpStatusCode.OK, JobDocument.Of(job, clock.GetUtcNow()));
        if (route.Azure)
            response.Headers.Location = new(request.RequestUri!, $"{route.Root}fine_tuning/jobs/{job.Id}");
        return response;
    }

    public HttpResponseMessage Get(OpenAIRoute route) => Document(Find(route, route.Id));

    public HttpResponseMessage List(OpenAIRoute route, Uri uri)
    {
        var query = QueryHelpers.ParseQuery(uri.Query);
        var limit = LimitIn(uri, route.Azure);
        IEnumerable<JobSnapshot> all = jobs.All();
        if (query.TryGetValue("after", out var after))
        {
            var last = Find(route, after.ToString());
            all = all.SkipWhile(job => job.Id != last.Id).Skip(1);
        }
        var rest = all.ToList();
        return Answer.Json(HttpStatusCode.OK, new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. rest.Take(limit).Select(job => JobDocument.Of(job, clock.GetUtcNow()))]),
            ["has_more"] = rest.Count > limit,
        });
    }

    public HttpResponseMessage Events(OpenAIRoute route, Uri uri) =>
        Answer.Json(HttpStatusCode.OK, JobHistory.Events(Find(route, route.Id), clock.GetUtcNow(), LimitIn(uri, route.Azure)));

    public HttpResponseMessage Checkpoints(OpenAIRoute route, Uri uri) =>
        Answer.Json(HttpStatusCode.OK, JobHistory.Checkpoints(Find(route, route.Id), clock.GetUtcNow(), LimitIn(uri, route.Azure)));

    public HttpResponseMessage Cancel(OpenAIRoute route) => Change(route, "cancelled", (job, now) => job with { Cancelled = now });

    public HttpResponseMessage Pause(OpenAIRoute route) => Change(route, "paused", (job, now) => job.Paused is null ? job with { Paused = now } : null);

    public HttpResponseMessage Resume(OpenAIRoute route) => Change(
        route, "resumed", (job, now) => job.Paused is { } since ? job with { Paused = null, Held = job.Held + (now - since) } : null);

    public HttpResponseMessage DeleteModel(OpenAIRoute route)
    {
        var job = jobs.All().FirstOrDefault(job => job.FineTunedModel == route.Id && !job.IsModelDeleted && job.StatusAt(clock.GetUtcNow()) == JobSnapshot.Succeeded)
            ?? throw ServiceProblem.NotFound(route.Azure, $"The model '{route.Id}' does not exist", "model", "model_not_found");
        if (deployments.All().Any(deployment => deployment.Model == route.Id))
            throw ServiceProblem.Azure(HttpStatusCode.Conflict, "conflict", "The model has deployments, which must be deleted before it.");
        jobs.Write(job with { IsModelDeleted = true });
        return Answer.Json(HttpStatusCode.OK, new JsonObject { ["id"] = route.Id, ["object"] = "model", ["deleted"] = true });
    }

    private HttpResponseMessage Change(OpenAIRoute route, string done, Func<JobSnapshot, DateTimeOffset, JobSnapshot?> change)
    {
        var (job, now) = (Find(route, route.Id), clock.GetUtcNow());
        if (job.HasEndedAt(now) || change(job, now) is not { } changed)
        {
            throw route.Azure
                ? ServiceProblem.Azure(
                    HttpStatusCode.Conflict, "unexpectedEntityState", $"The job {job.Id} cannot be {done}: it is {job.StatusAt(now)}.")
                : ServiceProblem.Invalid(job.HasEndedAt(now) ? $"Job has already completed: {job.Id}" : $"Job cannot be {done}: {job.Id}", null, null);
        }

        jobs.Write(changed);
        return Document(changed);
    }

    private HttpResponseMessage Document(JobSnapshot job) => Answer.Json(HttpStatusCode.OK, JobDocument.Of(job, clock.GetUtcNow()));

    private JobSnapshot Find(OpenAIRoute route, string id) => jobs.Find(id)
        ?? throw ServiceProblem.NotFound(route.Azure, $"Could not find fine tune: {id}", "fine_tune_id", "fine_tune_not_found");

    private UploadedFile RequireProcessed(bool azure, string id, string parameter)
    {
        var file = files.Find(id) ?? throw ServiceProblem.BadRequest(azure, $"No such File object: {id}", parameter, null);
        var status = file.StatusAt(clock.GetUtcNow());
        return status == UploadedFile.Processed
            ? file
            : throw ServiceProblem.BadRequest(
                azure, $"File '{id}' is not ready to be used for fine-tuning: its status is '{status}'.", parameter, null);
    }

    private static void RequireMethod(bool azure, UploadedFile file, string method, string parameter)
    {
        if (file.Preferences != (method == JobMethod.Dpo))
            throw ServiceProblem.BadRequest(azure, $"File '{file.Id}' has not the format that method '{method}' needs.", parameter, "invalid_file_format");
    }

    private DateTimeOffset NextCreated()
    {
        lock (_creating)
        {
            var now = clock.GetUtcNow();
            return _lastCreated = now > _lastCreated ? now : _lastCreated.AddTicks(1);
        }
    }

    private static int LimitIn(Uri uri, bool azure) =>
        !QueryHelpers.ParseQuery(uri.Query).TryGetValue("limit", out var text) ? 20
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= 100
            ? limit
            : throw ServiceProblem.BadRequest(azure, "Invalid 'limit': expected an integer from 1 to 100.", "limit", "invalid_value");

    private static ServiceProblem NotTrainable(bool azure, string model) => azure
        ? ServiceProblem.Azure(HttpStatusCode.BadRequest, "invalidPayload", "The specified base model does not support fine-tuning.")
        : ServiceProblem.Invalid($"Model {model} is not available for fine-tuning or does not exist.", "model", "model_not_available");
}
