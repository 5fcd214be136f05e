using BotGateway.Authentication;
using BotGateway.Http;
using BotGateway.OpenAI;
using Microsoft.Extensions.Logging;

namespace BotGateway.FineTuning.Datasets;

internal sealed partial class DatasetTraining(DatasetStore store, ILogger<DatasetTraining> logger)
{
    /// <summary>Finds a dataset that is complete and fit for what it is to be used for; errors name the field that it comes from.</summary>
    /// <exception cref="GatewayException">NotFound: no such dataset; Invalid: a part is missing, it is of another method, or there are too few examples.</exception>
    public async Task<ITrainingData> FindAsync(Client client, string id, DataCheck check, CancellationToken cancellationToken)
    {
        var dataset = await store.FindAsync(client.Id, id, cancellationToken) ?? throw GatewayException.NotFound("dataset", id);
        if (MissingParts.Of(dataset) is { } missing)
            throw GatewayException.Invalid($"'{check.Name}' names an incomplete dataset: of the parts up to {dataset.Parts[^1].Number}, {missing}.");
        foreach (var part in dataset.Parts)
            part.ThrowIfBroken(id);
        if (dataset.FindOtherMethod(check.Method) is { } other)
            throw GatewayException.Invalid($"'{check.Name}' names a dataset of method \"{other.ToName()}\", and 'method' is \"{check.Method.ToName()}\".");
        return dataset.Examples >= check.Least
            ? new Data(store, dataset)
            : throw GatewayException.Invalid(
                $"'{check.Name}' must name a dataset with at least {Counted.Of(check.Least, "example")}; it has {dataset.Examples}.");
    }

    /// <summary>
    /// Deletes what has become a job: the model service has it. Until then it stays, so that <c>train</c> can be repeated without sending it all again.
    /// </summary>
    public async Task DeleteAsync(params IEnumerable<ITrainingData?> data)
    {
        foreach (var dataset in data.OfType<Data>().Select(each => each.Dataset).DistinctBy(each => each.Id))
        {
            try
            {
                await store.DeleteAsync(dataset.ClientId, dataset.Id, dataset.Parts, CancellationToken.None);
            }
            catch (GatewayException problem)
            {
                // There is a job: an error here would make the client pay for a second one. The dataset expires.
                LogNotDeleted(dataset.Id, SafeExceptionSummary.Of(problem));
            }
        }
    }

    [LoggerMessage(91, LogLevel.Warning, "Dataset {DatasetId} has been trained on and could not be deleted; it expires ({Causes})")]
    private partial void LogNotDeleted(string datasetId, string causes);

    private sealed class Data(DatasetStore store, Dataset dataset) : ITrainingData
    {
        public Dataset Dataset => dataset;

        // Its warnings were told when its parts were added.
        public DataSummary Summary { get; } = new(dataset.Examples, HashOf(dataset), new WarningList());

        public Task<DataSummary> MeasureAsync(DataCheck check, CancellationToken cancellationToken) =>
            new DatasetMeasurement(store, dataset).RunAsync(check, Summary.Hash, cancellationToken);

        private static string HashOf(Dataset dataset) => string.Join(',', dataset.Parts.Select(part => part.Hash));

        public async Task<string> UploadAsync(IModelService service, string name, CancellationToken cancellationToken)
        {
            await using var stream = new DatasetStream(store, dataset);
            return await service.UploadStreamAsync(name, stream, cancellationToken);
        }
    }
}
