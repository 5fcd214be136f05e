using BotGateway.FineTuning.Data;
using BotGateway.Http;

namespace BotGateway.FineTuning.Datasets;

/// <summary>Counts the tokens of a dataset and finds its warnings, with one part in memory at a time.</summary>
internal sealed class DatasetMeasurement(DatasetStore store, Dataset dataset)
{
    public async Task<DataSummary> RunAsync(DataCheck check, string hash, CancellationToken cancellationToken)
    {
        var (tokens, warnings) = (0L, new WarningList());
        foreach (var part in dataset.Parts)
        {
            var content = await ReadAsync(part, cancellationToken);
            var measured = TrainingFile.Check(new LineExamples(() => new MemoryStream(content, writable: false)), check with { Least = 0 }, cancellationToken).Summary;
            tokens += measured.Tokens ?? 0;
            warnings.Add(measured.Warnings, part.Number);
        }

        return new DataSummary(dataset.Examples, hash, warnings, tokens);
    }

    private async Task<byte[]> ReadAsync(DatasetPart part, CancellationToken cancellationToken)
    {
        var content = new byte[part.Bytes];
        var name = PartBlob.NameOf(dataset.ClientId, dataset.Id, part.Number);
        await using var stream = await store.Container.OpenAsync(name, part.Version, 0, cancellationToken)
            ?? throw GatewayException.NotFound("dataset", dataset.Id);
        await store.Container.GuardAsync("read", async () => await stream.ReadAtLeastAsync(content, content.Length, throwOnEndOfStream: true, cancellationToken), cancellationToken);
        return content;
    }
}
