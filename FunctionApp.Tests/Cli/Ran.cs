using System.Text.Json;

namespace BotGateway.Tests.Cli;

/// <summary>What a command printed.</summary>
internal sealed record Ran(int ExitCode, string Output, string Error)
{
    public IReadOnlyList<JsonElement> Lines() => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];

    /// <summary>The only document, of a command that succeeded.</summary>
    public JsonElement Json()
    {
        Assert.Equal((0, ""), (ExitCode, Error));
        return Assert.Single(Lines());
    }

    public string Text(string property) => Json().GetProperty(property).GetString()!;

    private static JsonElement Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        return document.RootElement.Clone();
    }
}
