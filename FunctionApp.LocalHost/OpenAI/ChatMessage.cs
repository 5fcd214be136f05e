using System.Text.Json;
using System.Text.RegularExpressions;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>One message of a chat request.</summary>
/// <param name="Role">system, developer, user, assistant, tool or function.</param>
/// <param name="Name">The participant's name; null when none was given.</param>
/// <param name="Text">The content; of an array of parts, the text parts.</param>
internal sealed partial record ChatMessage(string Role, string? Name, string Text)
{
    private static readonly string[] Roles = ["system", "assistant", "user", "function", "tool", "developer"];

    public bool IsInstruction => Role is "system" or "developer";

    public static ChatMessage Read(JsonElement message, int index)
    {
        var at = $"messages[{index}]";
        if (message.ValueKind != JsonValueKind.Object)
            throw ServiceProblem.Invalid($"Invalid type for '{at}': expected an object.", at, "invalid_type");
        var role = TextOf(message, "role")
            ?? throw ServiceProblem.Invalid($"Missing required parameter: '{at}.role'.", $"{at}.role", "missing_required_parameter");
        if (!Roles.Contains(role))
        {
            throw ServiceProblem.Invalid(
                $"Invalid value: '{role}'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'.",
                $"{at}.role",
                "invalid_value");
        }
        var name = TextOf(message, "name");
        if (name is not null && !NamePattern().IsMatch(name))
        {
            throw ServiceProblem.Invalid(
                $"Invalid '{at}.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
                $"{at}.name",
                "invalid_value");
        }
        return new(role, name, ContentOf(message, role, at));
    }

    private static string ContentOf(JsonElement message, string role, string at)
    {
        if (!message.TryGetProperty("content", out var content) || content.ValueKind == JsonValueKind.Null)
        {
            return role == "assistant" && message.TryGetProperty("tool_calls", out _)
                ? ""
                : throw ServiceProblem.Invalid("Invalid value for 'content': expected a string, got null.", $"{at}.content", null);
        }
        return content.ValueKind switch
        {
            JsonValueKind.String => content.GetString()!,
            JsonValueKind.Array => string.Join('\n', content.EnumerateArray().Select(part => TextOf(part, "text")).OfType<string>()),
            _ => throw ServiceProblem.Invalid(
                $"Invalid type for '{at}.content': expected one of a string or array of objects.", $"{at}.content", "invalid_type"),
        };
    }

    private static string? TextOf(JsonElement json, string property) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    // The service's own pattern: a bot's name with a space or an accent in it cannot be sent as a participant's name.
    [GeneratedRegex(@"\A[a-zA-Z0-9_-]+\z")]
    private static partial Regex NamePattern();
}
