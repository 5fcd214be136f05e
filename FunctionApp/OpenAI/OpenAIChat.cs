using System.ClientModel;
using System.Collections.Concurrent;

namespace BotGateway.OpenAI;

internal sealed class OpenAIChat(OpenAIConnection connection, ServiceCalls calls)
{
    // Reasoning models accept no temperature but 1. Which models do is found out by trying, and remembered.
    private readonly ConcurrentDictionary<string, bool> _refusesTemperature = new(StringComparer.Ordinal);

    public Task<ChatAnswer> AskAsync(ChatRequest request, CancellationToken cancellationToken) =>
        calls.RunAsync(
            "chat",
            request.Model,
            async call =>
            {
                if (!_refusesTemperature.ContainsKey(request.Model))
                {
                    try
                    {
                        return await AskAsync(call, request, request.Temperature);
                    }
                    catch (ClientResultException e) when (e.Status == 400 && ServiceFailure.Read(e, call.Now).Parameter == "temperature")
                    {
                        _refusesTemperature[request.Model] = true;
                    }
                }

                return await AskAsync(call, request, temperature: null);
            },
            cancellationToken);

    private async Task<ChatAnswer> AskAsync(ServiceCall call, ChatRequest request, double? temperature)
    {
        using var content = BinaryContent.Create(ChatBody.Of(request, temperature));
        return CompletionReader.Read(await connection.ChatAsync(call, request.Model, content));
    }
}
