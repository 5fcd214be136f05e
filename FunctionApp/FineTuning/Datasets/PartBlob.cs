using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Azure;
using BotGateway.Tables;

namespace BotGateway.FineTuning.Datasets;

/// <summary>
/// A part as a blob: <c>{client}/{dataset}/{part}</c>. What is to be known of it is its metadata, so that a list of blobs is all that the gateway needs:
/// there is no row that could be without its blob, or a blob without its row.
/// </summary>
internal static class PartBlob
{
    private const string Examples = "examples";
    private const string Hash = "sha256";
    private const string AddedAt = "added";

    // Absent for supervised: that of all parts from before there were others.
    private const string Method = "method";

    // Datasets expire up to years after their last part: a time must leave room for that.
    private static readonly long LastMillisecond = DateTimeOffset.MaxValue.AddYears(-100).ToUnixTimeMilliseconds();

    public static string PrefixOf(string clientId) => $"{clientId}/";

    public static string PrefixOf(string clientId, string datasetId) => $"{clientId}/{datasetId}/";

    // Of one width, so that blobs come in the order of the parts.
    public static string NameOf(string clientId, string datasetId, int part) =>
        PrefixOf(clientId, datasetId) + part.ToString("D5", CultureInfo.InvariantCulture);

    public static bool TryReadName(string name, [NotNullWhen(true)] out string? clientId, [NotNullWhen(true)] out string? datasetId, out int part)
    {
        (clientId, datasetId, part) = (null, null, 0);
        if (name.Split('/') is not [var client, var dataset, var number]
            || !EntityId.IsOf("dataset", dataset)
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out part)
            || NameOf(client, dataset, part) != name)
        {
            return false;
        }

        (clientId, datasetId) = (client, dataset);
        return true;
    }

    public static Dictionary<string, string> Describe(PartContent content, DateTimeOffset addedAt)
    {
        var metadata = new Dictionary<string, string>
        {
            [Examples] = content.Examples.ToString(CultureInfo.InvariantCulture),
            [Hash] = content.Hash,
            [AddedAt] = addedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        };
        if (content.Method != TrainingMethod.Supervised)
            metadata[Method] = content.Method.ToName();
        return metadata;
    }

    /// <param name="writtenAt">When the blob was written, by which a part expires that does not say when it was added.</param>
    public static DatasetPart ToPart(int number, long bytes, ETag version, IDictionary<string, string>? metadata, DateTimeOffset writtenAt) =>
        FaultOf(metadata, out var examples, out var hash, out var addedAt, out var method) is { } fault
            ? new DatasetPart(number, 0, bytes, "", writtenAt, version) { Fault = fault }
            : new DatasetPart(number, examples, bytes, hash, addedAt, version) { Method = method };

    private static string? FaultOf(IDictionary<string, string>? metadata, out int examples, out string hash, out DateTimeOffset addedAt, out TrainingMethod method)
    {
        (examples, hash, addedAt, method) = (0, "", default, TrainingMethod.Supervised);
        if (Missing(metadata) is { } missing)
            return $"metadata '{missing}' is missing";
        hash = metadata![Hash];
        if (!int.TryParse(metadata[Examples], NumberStyles.None, CultureInfo.InvariantCulture, out examples))
            return $"metadata '{Examples}' is not a number of examples";
        if (!long.TryParse(metadata[AddedAt], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) || milliseconds > LastMillisecond)
            return $"metadata '{AddedAt}' is not a time";
        if (metadata!.TryGetValue(Method, out var name) && !TrainingMethodNames.TryRead(name, out method))
            return $"metadata '{Method}' is not a known method";
        addedAt = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        return null;
    }

    private static string? Missing(IDictionary<string, string>? metadata) =>
        new[] { Examples, Hash, AddedAt }.FirstOrDefault(name => metadata?.ContainsKey(name) != true);
}
