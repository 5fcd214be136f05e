using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events;
using BotGateway.OpenAI;
using BotGateway.Usage;
using Microsoft.Extensions.Options;

namespace BotGateway.FineTuning;

/// <summary>
/// Lists the models that a client may use. Trained ones are found in its jobs: a page reads at most as many as its limit, so it may hold fewer models and still
/// have a next one.
/// </summary>
internal sealed class ListModelsHandler(AllowedModels models, IJobStore jobs, Prices prices, IOptions<OpenAIOptions> options)
    : IEventHandler<ListModelsRequest, ListModelsResponse>
{
    private const int MostPerPage = 100;

    // What a cursor begins with, so that a model and a job of one name are told apart.
    private const char OfName = 'm';
    private const char OfJob = 'j';

    private readonly RetirementDates _retirement = RetirementDates.Parse(options.Value.RetirementDates) ?? new RetirementDates();

    public async Task<ListModelsResponse> HandleAsync(Client client, ListModelsRequest request, CancellationToken cancellationToken)
    {
        var limit = request.Limit ?? MostPerPage;
        var cursor = new PageCursor(client, "list_models");
        var after = cursor.Read(request.Next) ?? $"{OfName}";
        var page = new List<ModelSummary>();
        if (after[0] == OfName)
        {
            var named = models.ListConfigured(client).Where(each => string.CompareOrdinal(each.Model, after[1..]) > 0).Take(limit + 1).ToList();
            page.AddRange(named.Take(limit).Select(each => Of(each.Model, each.Kind)));
            if (named.Count > limit)
                return new ListModelsResponse { Models = page, Next = cursor.After($"{OfName}{page[^1].Model}") };
            after = $"{OfJob}";
        }

        var room = limit - page.Count;
        var found = await jobs.ReadPageAsync(client.Id, after.Length == 1 ? null : after[1..], room + 1, cancellationToken).ToListAsync(cancellationToken);
        page.AddRange(found.Take(room).Where(IsThere).Select(Of));
        var next = found.Count <= room ? null : room == 0 ? $"{OfJob}" : $"{OfJob}{JobId.InKey(found[room - 1].Job.Id)}";
        return new ListModelsResponse { Models = page, Next = next is null ? null : cursor.After(next) };
    }

    private static bool IsThere(TrainingJob job) => job is { Job.HasSucceeded: true, ModelRemoval: ModelRemoval.None };

    private ModelSummary Of(string model, ModelKind kind) => new() { Model = model, Kind = kind, RetiresOn = _retirement.Find(model) };

    private ModelSummary Of(TrainingJob job) => new()
    {
        Model = job.ModelName,
        Kind = ModelKind.Trained,
        TrainedModel = job.Job.Model,
        JobId = job.Job.Id,
        Deployment = JobResponses.DeploymentOf(job),
        LastUsedAt = job.Deployment is { IsReady: true } ? job.UsedAt : null,
        CostPerHour = prices.FindHosting(job.Job.Model!),
        RetiresOn = _retirement.Find(job.Job.Model!),
    };
}
