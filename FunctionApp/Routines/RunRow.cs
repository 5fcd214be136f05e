using System.Globalization;
using Azure.Data.Tables;
using BotGateway.Contracts;
using BotGateway.Http;
using BotGateway.Tables;

namespace BotGateway.Routines;

/// <summary>The result of a run as a row of table <c>routines</c>.</summary>
internal static class RunRow
{
    private const string Prefix = "run_";

    public static bool IsKey(string rowKey) => rowKey.StartsWith(Prefix, StringComparison.Ordinal);

    public static string FirstKey(string routineId) => $"{Prefix}{routineId}_";

    // The backquote is the character after the underscore.
    public static string EndKey(string routineId) => $"{Prefix}{routineId}`";

    public static TableEntity From(string routineId, RoutineRun run)
    {
        // Descending, so that the newest is first.
        var key = FirstKey(routineId) + (DateTimeOffset.MaxValue.UtcTicks - run.Due.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
        var row = new TableEntity(DueIndex.ShardOf(routineId), key)
        {
            ["Due"] = run.Due,
            ["Started"] = run.Started,
            ["Finished"] = run.Finished,
            ["Attempt"] = run.Attempt,
            ["Outcome"] = run.Outcome.ToString(),
            ["PromptTokens"] = run.Usage?.PromptTokens,
            ["CompletionTokens"] = run.Usage?.CompletionTokens,
            ["Missed"] = run.Missed,
        };
        if (run.Answer is { } answer)
            row.SetText("Answer", answer);
        if (run.Error is { } error)
            row.SetText("Error", error.Shorten(ShortText.Explanation));
        if (run.IsTruncated)
            row["Truncated"] = true;
        return row;
    }

    /// <exception cref="UnreadableRowException">Something is wrong with the row.</exception>
    public static RoutineRun ToRun(TableEntity row)
    {
        var isKnown = Enum.TryParse<RunOutcome>(row.Require<string>("Outcome"), out var outcome) && Enum.IsDefined(outcome);
        RowColumns.Check(isKnown, "Outcome");
        return new RoutineRun(
            row.Require<DateTimeOffset>("Due"),
            row.Optional<DateTimeOffset>("Started"),
            row.Optional<DateTimeOffset>("Finished"),
            row.Require<int>("Attempt"),
            outcome,
            row.OptionalText("Answer"),
            row.OptionalText("Error"),
            row.Optional<int>("PromptTokens") is { } prompt ? new TokenUsage(prompt, row.Require<int>("CompletionTokens")) : null,
            row.Require<int>("Missed"),
            row.Optional<bool>("Truncated") ?? false);
    }
}
