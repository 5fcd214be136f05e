using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using BotGateway.LocalHost.OpenAI.Management;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>
/// Azure OpenAI's data plane (<c>/openai/v1/...</c> and <c>/openai/...?api-version=</c>, header <c>api-key</c> or a bearer token) and the OpenAI
/// service (<c>/v1/...</c>, bearer): files, fine-tuning jobs, chat completions, models. No sockets: put it under the SDK's transport, for any
/// host. State is in <c>DIR/openai</c>, one JSON file per file and job, so that a restart or a second process knows them.
/// <para>Files are <c>processed</c> after a second, jobs end after four. A job whose <c>suffix</c> is <c>fail</c> fails, so that people
/// can see what a failed job looks like. A trained model answers at once, on Azure under its own name as the deployment; or, where it needs
/// a deployment, under the name of one that <see cref="SimulatedManagement"/> has made. A deployment's capacity is enforced: see <see cref="TokenRates"/>.</para>
/// <para>A model takes longer to answer a message that begins with <c>[10 s]</c> or another number of seconds: see <see cref="ChatDelay"/>.</para>
/// <para>Not simulated: streaming, tools.</para>
/// </summary>
/// <param name="dataDirectory">The folder DIR.</param>
/// <param name="clock">Moves files and jobs through their statuses.</param>
/// <param name="faults">The faults for tests; one of its own when null.</param>
/// <param name="needsDeployments">Whether a trained model answers on Azure only once it is deployed.</param>
/// <param name="chatDelay">How long a model takes to answer, where the message does not say.</param>
/// <param name="mostFiles">How many training files it keeps.</param>
/// <param name="mostActiveJobs">How many jobs may not have ended.</param>
public sealed class SimulatedOpenAI(
    string dataDirectory,
    TimeProvider clock,
    Faults? faults = null,
    bool needsDeployments = false,
    TimeSpan chatDelay = default,
    int mostFiles = SimulatedOpenAI.MostFiles,
    int mostActiveJobs = SimulatedOpenAI.MostActiveJobs)
    : SimulatedService(faults)
{
    /// <summary>An Azure endpoint to configure; the simulation answers on any.</summary>
    public static readonly Uri AzureEndpoint = new("https://local.openai.azure.com/");

    // "Azure OpenAI in Azure AI Foundry Models quotas and limits": training files per resource.
    private const int MostFiles = 100;

    // The same page: jobs that have not ended.
    internal const int MostActiveJobs = 20;

    private readonly FileEndpoint _files = new(new(dataDirectory), new(new(dataDirectory), clock), clock, mostFiles);
    private readonly JobEndpoint _jobs = new(new(dataDirectory), new(dataDirectory), new(dataDirectory), clock, mostActiveJobs);
    private readonly ChatEndpoint _chat = new(
        new(new(dataDirectory), clock, new(dataDirectory), needsDeployments), new(clock), clock);
    private readonly ModelCatalog _models = new(new(dataDirectory), clock, new(dataDirectory));

    /// <summary>The only key that is accepted, also as a bearer token; random for each object.</summary>
    public string ApiKey { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <inheritdoc/>
    protected override string OperationOf(HttpRequestMessage request) => OpenAIRoute.Of(request).Operation;

    /// <inheritdoc/>
    protected override async Task<JsonElement?> RecordedBodyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is not { Headers.ContentType.MediaType: "application/json" } content)
            return null;
        try
        {
            return JsonElement.Parse(await content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var route = OpenAIRoute.Of(request);
        try
        {
            FrontDoor.Check(request, route, ApiKey);
            return route.Operation switch
            {
                OpenAIRoute.Upload => await _files.UploadAsync(route, request, cancellationToken),
                OpenAIRoute.ListFiles => _files.List(),
                OpenAIRoute.File => _files.Get(route),
                OpenAIRoute.FileContent => _files.Content(route),
                OpenAIRoute.DeleteFile => _files.Delete(route),
                OpenAIRoute.CreateJob => _jobs.Create(route, request, await ReadBodyAsync(request, cancellationToken)),
                OpenAIRoute.ListJobs => _jobs.List(route, request.RequestUri!),
                OpenAIRoute.Job => _jobs.Get(route),
                OpenAIRoute.CancelJob => _jobs.Cancel(route),
                OpenAIRoute.PauseJob => _jobs.Pause(route),
                OpenAIRoute.ResumeJob => _jobs.Resume(route),
                OpenAIRoute.JobEvents => _jobs.Events(route, request.RequestUri!),
                OpenAIRoute.JobCheckpoints => _jobs.Checkpoints(route, request.RequestUri!),
                OpenAIRoute.Chat => await ChatAsync(route, request, cancellationToken),
                OpenAIRoute.Models => Answer.Json(HttpStatusCode.OK, _models.List(route.Azure)),
                OpenAIRoute.DeleteModel => _jobs.DeleteModel(route),
                _ => throw new InvalidOperationException($"No answer for {route.Operation}."),
            };
        }
        catch (ServiceProblem problem)
        {
            return problem.ToResponse();
        }
    }

    private async Task<HttpResponseMessage> ChatAsync(OpenAIRoute route, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await ReadBodyAsync(request, cancellationToken);
        var answer = _chat.Complete(route, request.RequestUri!, body);
        await Task.Delay(ChatDelay.AskedFor(body) ?? chatDelay, clock, cancellationToken);
        return answer;
    }

    private async Task<JsonElement> ReadBodyAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await RecordedBodyAsync(request, cancellationToken) is { ValueKind: JsonValueKind.Object } body
            ? body
            : throw ServiceProblem.Invalid(
                "We could not parse the JSON body of your request. The OpenAI API expects a JSON payload.", null, null);
}
