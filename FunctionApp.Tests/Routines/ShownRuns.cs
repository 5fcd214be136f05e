using System.Text.Json;
using BotGateway.Tests.EndToEnd;

namespace BotGateway.Tests.Routines;

/// <summary>What an answer tells of a routine's runs.</summary>
internal static class ShownRuns
{
    public static IReadOnlyList<JsonElement> Runs(this Answer answer) => [.. answer.Json.GetProperty("runs").EnumerateArray()];

    public static JsonElement SingleRun(this Answer answer) => Assert.Single(answer.Runs());

    public static (string? Outcome, int Attempt) Attempt(this JsonElement run) =>
        (run.GetProperty("outcome").GetString(), run.GetProperty("attempt").GetInt32());
}
