using System.Text.Json;
using BotGateway.Contracts;

namespace BotGateway.OpenAI;

/// <summary>What the service tells of a job's course: its events, checkpoints and measurements.</summary>
internal sealed class OpenAIJobDetails(OpenAIConnection connection, ServiceCalls calls)
{
    /// <returns>The newest, the newest first.</returns>
    public Task<IReadOnlyList<JobEvent>> ReadEventsAsync(string jobId, int most, CancellationToken cancellationToken) =>
        ReadListAsync("list_fine_tuning_events", jobId, "events", most, ReadEvent, cancellationToken);

    /// <returns>The newest, the newest first.</returns>
    public Task<IReadOnlyList<JobCheckpoint>> ReadCheckpointsAsync(string jobId, int most, CancellationToken cancellationToken) =>
        ReadListAsync("list_fine_tuning_checkpoints", jobId, "checkpoints", most, ReadCheckpoint, cancellationToken);

    /// <returns>At most so many over the whole course, in the order of their steps; none until the service has a result file.</returns>
    public Task<IReadOnlyList<TrainingMetric>> ReadMetricsAsync(string jobId, int most, CancellationToken cancellationToken) =>
        calls.RunAsync(
            "read_result_file",
            null,
            async call =>
            {
                using var job = JsonDocument.Parse(await connection.SendAsync(call, "GET", PathOf(jobId)));
                return FindResultFile(job.RootElement) is { } file
                    ? await connection.ReadAsync(call, $"files/{Uri.EscapeDataString(file)}/content", content => ResultFile.ReadAsync(content, most, call.Cancellation))
                    : [];
            },
            cancellationToken);

    private Task<IReadOnlyList<T>> ReadListAsync<T>(
        string operation, string jobId, string list, int most, Func<JsonElement, T?> read, CancellationToken cancellationToken)
        where T : class =>
        calls.RunAsync<IReadOnlyList<T>>(
            operation,
            null,
            async call =>
            {
                using var page = JsonDocument.Parse(await connection.SendAsync(call, "GET", $"{PathOf(jobId)}/{list}?limit={most}"));
                return [.. page.RootElement.GetProperty("data").EnumerateArray().Select(read).OfType<T>().Take(most)];
            },
            cancellationToken);

    private static string PathOf(string jobId) => $"fine_tuning/jobs/{Uri.EscapeDataString(jobId)}";

    private static string? FindResultFile(JsonElement job) =>
        job.TryGetProperty("result_files", out var files) && files.ValueKind == JsonValueKind.Array && files.GetArrayLength() > 0
        && files[0].ValueKind == JsonValueKind.String
            ? files[0].GetString()
            : null;

    private static JobEvent? ReadEvent(JsonElement each) => JobReader.ReadTime(each, "created_at") is { } at
        ? new JobEvent
        {
            At = at,
            Level = ErrorText.Code(each.FindText("level")) ?? "info",
            Message = ErrorText.Clean(each.FindText("message")),
        }
        : null;

    private static JobCheckpoint? ReadCheckpoint(JsonElement each)
    {
        if (each.FindText("fine_tuned_model_checkpoint") is not { } model || JobReader.ReadNumber(each, "step_number") is not { } step)
            return null;
        var metrics = each.TryGetProperty("metrics", out var found) ? found : default;
        return new JobCheckpoint
        {
            Model = model,
            Step = (int)Math.Clamp(step, 0, int.MaxValue),
            TrainingLoss = Read("train_loss"),
            ValidationLoss = Read("full_valid_loss") ?? Read("valid_loss"),
            TokenAccuracy = Read("train_mean_token_accuracy"),
            ValidationTokenAccuracy = Read("full_valid_mean_token_accuracy") ?? Read("valid_mean_token_accuracy"),
        };

        double? Read(string name) =>
            metrics.ValueKind == JsonValueKind.Object && metrics.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetDouble(out var number) && double.IsFinite(number)
                ? number
                : null;
    }
}
