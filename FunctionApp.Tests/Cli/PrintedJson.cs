using System.Text.Json;

namespace BotGateway.Tests.Cli;

/// <summary>What a command printed, as JSON.</summary>
internal static class PrintedJson
{
    public static IReadOnlyList<JsonElement> Lines(this ProcessResult result) =>
        [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];

    /// <summary>The only document, of a command that succeeded.</summary>
    public static JsonElement Json(this ProcessResult result)
    {
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return Assert.Single(result.Lines());
    }

    public static string Text(this ProcessResult result, string property) => result.Json().GetProperty(property).GetString()!;
}
