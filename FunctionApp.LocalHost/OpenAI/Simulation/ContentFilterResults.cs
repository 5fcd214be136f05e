using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.OpenAI.Simulation;

/// <summary>What Azure OpenAI's content filter says of a prompt or an answer.</summary>
internal static class ContentFilterResults
{
    /// <param name="violence">The severity found: <c>safe</c>, or <c>medium</c> and above, which filters.</param>
    public static JsonObject Of(string violence = "safe") => new()
    {
        ["hate"] = Category("safe"),
        ["self_harm"] = Category("safe"),
        ["sexual"] = Category("safe"),
        ["violence"] = Category(violence),
    };

    private static JsonObject Category(string severity) => new() { ["filtered"] = severity != "safe", ["severity"] = severity };
}
