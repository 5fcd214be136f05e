using System.Text.Json;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>The body of a request for a chat completion, checked as the model in question checks it.</summary>
/// <param name="Messages">At least one.</param>
/// <param name="MaximumTokens">How long the answer may be; null when unlimited.</param>
internal sealed record ChatRequest(IReadOnlyList<ChatMessage> Messages, int? MaximumTokens)
{
    public static ChatRequest Read(JsonElement body, bool reasoning)
    {
        if (reasoning)
            CheckReasoning(body);
        if (IsGiven(body, "stream", out var stream) && stream.ValueKind == JsonValueKind.True)
            throw ServiceProblem.Invalid("The simulated service does not stream.", "stream", "unsupported_value");
        CheckTemperature(body);

        var (older, newer) = (Limit(body, "max_tokens"), Limit(body, "max_completion_tokens"));
        if (older is not null && newer is not null)
        {
            throw ServiceProblem.Invalid(
                "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
                "max_tokens",
                "invalid_parameter_combination");
        }
        return new(MessagesIn(body), newer ?? older);
    }

    private static void CheckReasoning(JsonElement body)
    {
        if (IsGiven(body, "max_tokens", out _))
        {
            throw ServiceProblem.Invalid(
                "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
                "max_tokens",
                "unsupported_parameter");
        }
        if (IsGiven(body, "temperature", out var temperature)
            && !(temperature.ValueKind == JsonValueKind.Number && temperature.GetDouble() == 1))
        {
            throw ServiceProblem.Invalid(
                $"Unsupported value: 'temperature' does not support {temperature.GetRawText()} with this model. "
                    + "Only the default (1) value is supported.",
                "temperature",
                "unsupported_value");
        }
    }

    private static void CheckTemperature(JsonElement body)
    {
        if (!IsGiven(body, "temperature", out var temperature))
            return;
        if (temperature.ValueKind != JsonValueKind.Number)
            throw ServiceProblem.Invalid("Invalid type for 'temperature': expected a decimal.", "temperature", "invalid_type");
        if (temperature.GetDouble() is < 0 or > 2)
        {
            throw ServiceProblem.Invalid(
                $"Invalid 'temperature': expected a value from 0 to 2, but got {temperature.GetRawText()} instead.",
                "temperature",
                temperature.GetDouble() < 0 ? "decimal_below_min_value" : "decimal_above_max_value");
        }
    }

    private static int? Limit(JsonElement body, string name)
    {
        if (!IsGiven(body, name, out var value))
            return null;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var limit))
            throw ServiceProblem.Invalid($"Invalid type for '{name}': expected an integer.", name, "invalid_type");
        return limit >= 1
            ? limit
            : throw ServiceProblem.Invalid(
                $"Invalid '{name}': integer below minimum value. Expected a value >= 1, but got {limit} instead.",
                name,
                "integer_below_min_value");
    }

    private static List<ChatMessage> MessagesIn(JsonElement body)
    {
        if (!IsGiven(body, "messages", out var messages))
            throw ServiceProblem.Invalid("Missing required parameter: 'messages'.", "messages", "missing_required_parameter");
        if (messages.ValueKind != JsonValueKind.Array)
            throw ServiceProblem.Invalid("Invalid type for 'messages': expected an array of objects.", "messages", "invalid_type");
        if (messages.GetArrayLength() == 0)
        {
            throw ServiceProblem.Invalid(
                "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
                "messages",
                "empty_array");
        }
        return [.. messages.EnumerateArray().Select(ChatMessage.Read)];
    }

    private static bool IsGiven(JsonElement body, string name, out JsonElement value) =>
        body.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
}
