using Azure;

namespace BotGateway.FineTuning.Datasets;

/// <summary>A part of a dataset, as it is stored.</summary>
/// <param name="Number">Its place in the dataset, from 1.</param>
/// <param name="Examples">How many examples it holds.</param>
/// <param name="Bytes">How large it is: JSON Lines in UTF-8.</param>
/// <param name="Hash">SHA-256 of its bytes, in hex.</param>
/// <param name="AddedAt">When it was added.</param>
/// <param name="Version">Tells it from a later blob of the same name.</param>
internal sealed record DatasetPart(int Number, int Examples, long Bytes, string Hash, DateTimeOffset AddedAt, ETag Version);
