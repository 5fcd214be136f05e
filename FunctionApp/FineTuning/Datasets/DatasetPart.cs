using Azure;
using BotGateway.Http;

namespace BotGateway.FineTuning.Datasets;

/// <param name="Number">Its position in the dataset, from 1.</param>
/// <param name="Bytes">How large it is: JSON Lines in UTF-8.</param>
/// <param name="Hash">SHA-256 of its bytes, in hex.</param>
/// <param name="Version">Tells it from a later blob of the same name.</param>
internal sealed record DatasetPart(int Number, int Examples, long Bytes, string Hash, DateTimeOffset AddedAt, ETag Version)
{
    public TrainingMethod Method { get; init; }

    /// <summary>What is wrong with its metadata, of which then nothing is known: names, never values. Null if nothing is.</summary>
    public string? Fault { get; init; }

    /// <exception cref="GatewayException">Internal: its metadata cannot be read.</exception>
    public DatasetPart ThrowIfBroken(string datasetId) => Fault is null
        ? this
        : throw new GatewayException(
            ErrorKind.Internal, $"Part {Number} of dataset '{datasetId}' cannot be read: {Fault}. The dataset expires by itself; begin another one.");
}
