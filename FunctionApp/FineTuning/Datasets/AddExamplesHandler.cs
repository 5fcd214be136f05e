using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events;
using BotGateway.Http;

namespace BotGateway.FineTuning.Datasets;

/// <summary>Takes training data that is too large for one request, in parts.</summary>
internal sealed class AddExamplesHandler(DatasetParts parts, DatasetBounds bounds, TrainingTurns turns)
    : IEventHandler<AddExamplesRequest, AddExamplesResponse>
{
    public async Task<AddExamplesResponse> HandleAsync(Client client, AddExamplesRequest request, CancellationToken cancellationToken)
    {
        var number = ReadNumber(request);
        // Beside the request, its part is in memory until the blob is written.
        using var turn = await turns.EnterAsync(client.Id, request.Jsonl?.Utf8.Length ?? 0, cancellationToken);
        var method = TrainingMethodNames.Read(request.Method);
        PartContent? content = null;
        var (dataset, part) = await parts.AddAsync(
            client, request.DatasetId, number, method, () => content = PartContent.Read(request.Jsonl, method, number, cancellationToken), cancellationToken);
        return new AddExamplesResponse
        {
            DatasetId = dataset,
            Part = part.Number,
            Examples = part.Examples,
            Bytes = part.Bytes,
            Warnings = content!.Warnings.Kept,
            MoreWarnings = content.Warnings.More,
        };
    }

    private int ReadNumber(AddExamplesRequest request) => request.Part switch
    {
        null when request.DatasetId is null => 1,
        null => throw GatewayException.Invalid("'part' is missing: the number of this part, from 1."),
        { } number when number >= 1 && number <= bounds.MaxParts => number,
        _ => throw GatewayException.Invalid($"'part' must be an integer from 1 to {bounds.MaxParts}."),
    };
}
