using BotGateway.Authentication;
using BotGateway.Http;
using BotGateway.Tables;
using Microsoft.Extensions.Logging;

namespace BotGateway.FineTuning.Datasets;

internal sealed partial class DatasetParts(DatasetStore store, DatasetBounds bounds, TimeProvider clock, ILogger<DatasetParts> logger)
{
    /// <summary>
    /// Adds a part to a dataset, or to a new one without id. The same part with the same examples may be added again and again: it is there once.
    /// Its examples are read and checked once the dataset is known.
    /// </summary>
    /// <exception cref="GatewayException">NotFound: no such dataset; Invalid: another method; Conflict: other examples; TooLarge and Throttled: a bound.</exception>
    public async Task<(string Id, DatasetPart Part)> AddAsync(
        Client client, string? id, int number, TrainingMethod method, Func<PartContent> read, CancellationToken cancellationToken)
    {
        var all = await store.ReadAllAsync(client.Id, cancellationToken);
        var dataset = all.FirstOrDefault(dataset => dataset.Id == id);
        if (id is not null && dataset is null)
            throw GatewayException.NotFound("dataset", id);
        if (dataset?.FindOtherMethod(method) is { } other)
            throw GatewayException.Invalid($"'method' is \"{method.ToName()}\" and that of the dataset \"{other.ToName()}\"; all parts of a dataset must have the same.");

        var content = read();
        id ??= EntityId.New("dataset", clock);
        if (dataset?.FindPart(number) is { } there)
            return (id, Same(id, there, content));

        bounds.ThrowIfExceeded(With(all, client, id, new DatasetPart(number, content.Examples, content.Length, content.Hash, clock.GetUtcNow(), default)), id);
        var (part, isNew) = await store.AddAsync(client.Id, id, number, content, clock.GetUtcNow(), cancellationToken);
        if (part is null)
            throw GatewayException.NotFound("dataset", id);
        if (isNew)
            await RecheckAsync(client, id, part, cancellationToken);
        return (id, Same(id, part, content));
    }

    // Others of the client's requests may have added parts since the bounds were checked.
    private async Task RecheckAsync(Client client, string id, DatasetPart added, CancellationToken cancellationToken)
    {
        try
        {
            var all = await store.ReadAllAsync(client.Id, cancellationToken);
            if (all.Any(dataset => dataset.Id == id))
                bounds.ThrowIfExceeded(all, id);
        }
        catch (GatewayException)
        {
            await DeleteAsync(client, id, added);
            throw;
        }
    }

    private async Task DeleteAsync(Client client, string id, DatasetPart added)
    {
        try
        {
            await store.DeleteAsync(client.Id, id, [added], CancellationToken.None);
        }
        catch (GatewayException problem)
        {
            // It expires with its dataset.
            LogNotDeleted(id, added.Number, SafeExceptionSummary.Of(problem));
        }
    }

    private static DatasetPart Same(string id, DatasetPart there, PartContent content) => there.ThrowIfBroken(id).Hash == content.Hash
        ? there
        : throw new GatewayException(
            ErrorKind.Conflict, $"Part {there.Number} of the dataset already exists with other examples: send these as another part, or start another dataset.");

    private static IReadOnlyList<Dataset> With(IReadOnlyList<Dataset> all, Client client, string id, DatasetPart part) =>
        all.Any(dataset => dataset.Id == id)
            ? [.. all.Select(dataset => dataset.Id == id ? dataset with { Parts = [.. dataset.Parts, part] } : dataset)]
            : [.. all, new Dataset(client.Id, id, [part])];

    [LoggerMessage(90, LogLevel.Warning, "Part {Part} of dataset {DatasetId} was rejected and could not be deleted ({Causes})")]
    private partial void LogNotDeleted(string datasetId, int part, string causes);
}
