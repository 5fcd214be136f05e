using System.Text.Json;
using BotGateway.Http;

namespace BotGateway.OpenAI;

internal static class JobReader
{
    public static JobSnapshot Read(BinaryData content)
    {
        using var document = JsonDocument.Parse(content);
        return Read(document.RootElement);
    }

    public static JobSnapshot Read(JsonElement job)
    {
        var status = job.GetProperty("status").GetString()?.Shorten(ShortText.Word) ?? throw new JsonException("The job has no status.");
        return new JobSnapshot(
            job.GetProperty("id").GetString() ?? throw new JsonException("The job has no id."),
            status,
            job.FindText("training_file") ?? throw new JsonException("The job has no training file."),
            status == JobSnapshot.Succeeded ? job.FindText("fine_tuned_model") : null,
            ReadTime(job, "estimated_finish"),
            ReadError(job),
            ReadNumber(job, "trained_tokens"),
            ReadTime(job, "finished_at"));
    }

    // Out of range: milliseconds, say. A time is not worth failing for.
    public static DateTimeOffset? ReadTime(JsonElement job, string name) =>
        ReadNumber(job, name) is { } seconds and >= 0 && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    public static long? ReadNumber(JsonElement job, string name) =>
        job.TryGetProperty(name, out var value) && value.TryGetWhole(out var number) ? number : null;

    // The OpenAI service gives jobs that did not fail an error whose fields are null.
    private static FineTuningError? ReadError(JsonElement job)
    {
        if (!job.TryGetProperty("error", out var error) || error.ValueKind != JsonValueKind.Object)
            return null;

        var (code, message) = (error.FindText("code"), error.FindText("message"));
        return code is null && message is null ? null : new FineTuningError(ErrorText.Clean(code), ErrorText.Clean(message));
    }
}
