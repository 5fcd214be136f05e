using System.Text.Json;
using BotGateway.Contracts;
using BotGateway.Http;

namespace BotGateway.OpenAI;

/// <summary>
/// Reads the answers of Chat Completions. They are paid for: of all that is in one, only the text is needed, and whatever else is missing (its schema requires
/// no <c>usage</c>) or is not as it should be does not lose the answer.
/// </summary>
internal static class CompletionReader
{
    public static ChatAnswer Read(BinaryData content)
    {
        using var document = JsonDocument.Parse(content);
        var choice = document.RootElement.GetProperty("choices")[0];
        var reason = choice.FindText("finish_reason");
        if (reason == "content_filter")
            throw new GatewayException(ErrorKind.Invalid, "The model service's content filter rejects the answer to this text (content_filter).") { IsFinal = true };

        var isTruncated = reason == "length";
        var message = choice.GetProperty("message");
        // A retry would use the same tokens again.
        var text = Text(message, "content") ?? Text(message, "refusal") ?? throw (isTruncated
            ? new GatewayException(ErrorKind.Upstream, "The model used up its max_completion_tokens before it had an answer.") { IsFinal = true }
            : new GatewayException(ErrorKind.Upstream, "The model gave no answer."));
        return new ChatAnswer(text, ReadUsage(document.RootElement), isTruncated) { CachedTokens = ReadCachedTokens(document.RootElement) };
    }

    private static TokenUsage? ReadUsage(JsonElement completion) =>
        completion.TryGetProperty("usage", out var usage) && ReadCount(usage, "prompt_tokens") is { } prompt && ReadCount(usage, "completion_tokens") is { } answer
            ? new TokenUsage(prompt, answer)
            : null;

    private static int ReadCachedTokens(JsonElement completion) =>
        completion.TryGetProperty("usage", out var usage) && usage.ValueKind == JsonValueKind.Object && usage.TryGetProperty("prompt_tokens_details", out var details)
            ? ReadCount(details, "cached_tokens") ?? 0
            : 0;

    private static int? ReadCount(JsonElement usage, string name) =>
        usage.ValueKind == JsonValueKind.Object && usage.TryGetProperty(name, out var value)
        && value.TryGetWhole(out var count) && count is >= 0 and <= int.MaxValue
            ? (int)count
            : null;

    private static string? Text(JsonElement message, string name) =>
        message.TryGetProperty(name, out var value) && Text(value) is { Length: > 0 } text ? text : null;

    // A text; of some services that speak the same protocol, an array of parts, of which some are not for the client: what a model thought, say.
    private static string? Text(JsonElement content) => content.ValueKind switch
    {
        JsonValueKind.String => JsonText.Read(content),
        JsonValueKind.Array => string.Concat(content.EnumerateArray().Select(part => part.FindText("type") switch
        {
            "text" or "output_text" or null => part.FindText("text"),
            "refusal" => part.FindText("refusal"),
            _ => null,
        })),
        _ => null,
    };
}
