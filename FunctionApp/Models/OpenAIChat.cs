using System.ClientModel;
using System.ClientModel.Primitives;
using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.Requests;

namespace BotGateway.Models;

/// <summary>Chat Completions, by the SDK's protocol method: its typed one sends <c>max_tokens</c>, which newer models refuse.</summary>
/// <param name="connection">The configured service.</param>
/// <param name="calls">Puts a deadline to calls and translates their failures.</param>
/// <param name="clock">Tells the time.</param>
public sealed class OpenAIChat(OpenAIConnection connection, ServiceCalls calls, TimeProvider clock)
{
    // Reasoning models take no temperature but 1. Which do is found out by asking, and remembered.
    private readonly ConcurrentDictionary<string, bool> _refusesTemperature = new(StringComparer.Ordinal);

    /// <summary>Lets a model answer.</summary>
    /// <param name="request">What it is asked.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Its answer.</returns>
    public Task<ChatAnswer> AskAsync(ChatRequest request, CancellationToken cancellation) =>
        calls.RunAsync(
            "chat",
            request.Model,
            async cancel =>
            {
                if (!_refusesTemperature.ContainsKey(request.Model))
                {
                    try
                    {
                        return await AskAsync(request, request.Temperature, cancel);
                    }
                    catch (ClientResultException e) when (e.Status == 400 && ServiceFailure.Read(e, clock.GetUtcNow()).Parameter == "temperature")
                    {
                        _refusesTemperature[request.Model] = true;
                    }
                }

                return await AskAsync(request, temperature: null, cancel);
            },
            cancellation);

    private async Task<ChatAnswer> AskAsync(ChatRequest request, double? temperature, CancellationToken cancellation)
    {
        var messages = request.Messages.Select(m => new JsonObject { ["role"] = m.Role, ["content"] = m.Content });
        var body = new JsonObject
        {
            ["model"] = request.Model,
            ["messages"] = new JsonArray([.. messages]),
            ["max_completion_tokens"] = request.MaxCompletionTokens,
        };
        if (temperature is { } value)
            body["temperature"] = value;

        using var content = BinaryContent.Create(BinaryData.FromString(body.ToJsonString()));
        var result = await connection.Client.GetChatClient(request.Model)
            .CompleteChatAsync(content, new RequestOptions { CancellationToken = cancellation });
        using var document = JsonDocument.Parse(result.GetRawResponse().Content);
        return ReadAnswer(document.RootElement);
    }

    private static ChatAnswer ReadAnswer(JsonElement completion)
    {
        var choice = completion.GetProperty("choices")[0];
        var message = choice.GetProperty("message");
        var reason = choice.GetProperty("finish_reason").GetString();
        if (reason == "content_filter")
            throw new ProblemException(400, "The model service's content filter refuses the answer to this text.");

        var text = Text(message, "content") ?? Text(message, "refusal") ?? throw new ProblemException(502, reason == "length"
            ? "The model used up its max_completion_tokens before it had an answer."
            : "The model gave no answer.");
        var usage = completion.GetProperty("usage");
        return new ChatAnswer(
            text, new TokenUsage(usage.GetProperty("prompt_tokens").GetInt32(), usage.GetProperty("completion_tokens").GetInt32()));
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}
