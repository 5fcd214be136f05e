using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.FineTuning.Data;
using BotGateway.FineTuning.Datasets;
using BotGateway.Http;

namespace BotGateway.FineTuning;

/// <summary>Finds and checks the examples of a request, in whichever form it has them.</summary>
internal sealed class TrainingDataSources(DatasetTraining datasets)
{
    /// <summary>What is in memory for a request: its examples, and the part of a dataset whose tokens are counted.</summary>
    public static long BytesOf(TrainRequest request) =>
        new[] { request.Jsonl, request.Messages, request.ValidationJsonl }.Sum(data => data?.Utf8.Length ?? 0L)
        + (request is { DryRun: true, DatasetId: not null } or { DryRun: true, ValidationDatasetId: not null } ? RequestLimits.MostBytes : 0);

    public static DataCheck CheckOf(TrainRequest request) =>
        new(request.DatasetId is null ? NameOf(request) : "dataset_id", TrainingFile.LeastExamples, MethodOf(request), request.DryRun == true);

    public static DataCheck ValidationCheckOf(TrainRequest request) =>
        new(request.ValidationDatasetId is null ? "validation_jsonl" : "validation_dataset_id", TrainingFile.LeastValidationExamples, MethodOf(request), request.DryRun == true);

    /// <exception cref="GatewayException">Invalid: there are no examples, they are in two forms, or some are faulty; NotFound: there is no such dataset.</exception>
    public Task<ITrainingData> ReadTrainingAsync(Client client, TrainRequest request, CancellationToken cancellationToken) => request switch
    {
        { DatasetId: not null, Jsonl: not null } => throw Both("jsonl", "dataset_id"),
        { DatasetId: not null, Messages: not null } => throw Both(NameOf(request), "dataset_id"),
        { DatasetId: { } id } => datasets.FindAsync(client, id, CheckOf(request), cancellationToken),
        _ => Task.FromResult<ITrainingData>(TrainingFile.Check(FindExamples(request), CheckOf(request), cancellationToken)),
    };

    internal static IExampleSource FindExamples(TrainRequest request) => request switch
    {
        { Jsonl: not null, Messages: not null } => throw GatewayException.Invalid("Send the examples in 'jsonl' or in 'messages', not in both."),
        { Jsonl: { } jsonl } => ExampleReader.Read(jsonl, "jsonl"),
        { Messages: { } messages } => new ConversationExamples(messages.Utf8, NameOf(request)),
        _ => throw GatewayException.Invalid("'jsonl' is missing: an array of examples, or JSON Lines text."),
    };

    /// <returns>Null if the request has no examples to measure with.</returns>
    public async Task<ITrainingData?> ReadValidationAsync(Client client, TrainRequest request, CancellationToken cancellationToken) => request switch
    {
        { ValidationDatasetId: not null, ValidationJsonl: not null } => throw Both("validation_jsonl", "validation_dataset_id"),
        { ValidationDatasetId: { } id } => await datasets.FindAsync(client, id, ValidationCheckOf(request), cancellationToken),
        { ValidationJsonl: { } jsonl } => TrainingFile.Check(ExampleReader.Read(jsonl, "validation_jsonl"), ValidationCheckOf(request), cancellationToken),
        _ => null,
    };

    private static TrainingMethod MethodOf(TrainRequest request) => TrainingMethodNames.Read(request.Method);

    private static string NameOf(TrainRequest request) => (request.Jsonl ?? request.Messages)?.Field ?? "jsonl";

    private static GatewayException Both(string field, string dataset) =>
        GatewayException.Invalid($"Send the examples in '{field}' or as '{dataset}', not both.");
}
