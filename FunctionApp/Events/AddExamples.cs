using System.Text.Json.Nodes;
using BotGateway.Datasets;
using BotGateway.Requests;

namespace BotGateway.Events;

/// <summary>Takes training data that is too large for one request, in parts.</summary>
internal sealed class AddExamples(DatasetParts parts, DatasetBounds bounds) : IGatewayEvent
{
    public string Name => "add_examples";

    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        var body = request.Body;
        var id = body.OptionalText("dataset_id", "datasetID");
        var number = ReadPart(body, isFirst: id is null);
        var (dataset, part) = await parts.AddAsync(request.Client, id, number, () => PartContent.Read(body, number, cancellation), cancellation);
        return new JsonObject
        {
            ["dataset_id"] = dataset,
            ["part"] = part.Number,
            ["examples"] = part.Examples,
            ["bytes"] = part.Bytes,
        };
    }

    private int ReadPart(RequestBody body, bool isFirst) => body.Find("part")?.Value switch
    {
        null when isFirst => 1,
        null => throw ProblemException.BadRequest("'part' is missing: the number of this part, from 1."),
        { } value when value.TryGetWhole(out var number) && number >= 1 && number <= bounds.MaxParts => (int)number,
        _ => throw ProblemException.BadRequest($"'part' must be an integer from 1 to {bounds.MaxParts}."),
    };
}
