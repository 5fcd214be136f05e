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

    public static string PrefixOf(string clientId) => $"{clientId}/";

    public static string PrefixOf(string clientId, string datasetId) => $"{clientId}/{datasetId}/";

    // Of one width, so that blobs come in the order of the parts.
    public static string NameOf(string clientId, string datasetId, int part) =>
        PrefixOf(clientId, datasetId) + part.ToString("D5", CultureInfo.InvariantCulture);

    /// <summary>Reads a blob's name.</summary>
    public static bool TryReadName(string name, [NotNullWhen(true)] out string? clientId, [NotNullWhen(true)] out string? datasetId, out int part)
    {
        (clientId, datasetId, part) = (null, null, 0);
        if (name.Split('/') is not [var client, var dataset, var number]
            || !EntityId.IsOf("dataset", dataset)
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out part))
        {
            return false;
        }

        (clientId, datasetId) = (client, dataset);
        return true;
    }

    public static Dictionary<string, string> Describe(int examples, string hash, DateTimeOffset addedAt) => new()
    {
        [Examples] = examples.ToString(CultureInfo.InvariantCulture),
        [Hash] = hash,
        [AddedAt] = addedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
    };

    public static DatasetPart ToPart(int number, long bytes, ETag version, IDictionary<string, string> metadata) => new(
        number,
        int.Parse(metadata[Examples], NumberStyles.None, CultureInfo.InvariantCulture),
        bytes,
        metadata[Hash],
        DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(metadata[AddedAt], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)),
        version);
}
