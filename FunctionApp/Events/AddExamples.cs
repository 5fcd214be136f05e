using System.Text.Json.Nodes;
using BotGateway.Datasets;
using BotGateway.Requests;
using BotGateway.Training;

namespace BotGateway.Events;

/// <summary>Takes training data that is too large for one request, in parts.</summary>
internal sealed class AddExamples(DatasetParts parts, DatasetBounds bounds, TrainingTurns turns) : IGatewayEvent
{
    public string Name => "add_examples";

    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        var body = request.Body;
        var id = body.OptionalText("dataset_id", "datasetID");
        var number = ReadPart(body, isFirst: id is null);
        // Beside the request, its part is in memory until the blob is written.
        using var turn = await turns.EnterAsync(request.Client.Id, body.FindRaw("jsonl")?.Value.Length ?? 0, cancellation);
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
