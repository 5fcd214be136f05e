using System.Net;
using System.Text.Json;

namespace BotGateway.Client.Sending;

/// <summary>Calls events: from the request's record to the response's, or an exception.</summary>
internal sealed class EventCaller(RequestSender sender)
{
    /// <exception cref="BotGatewayException">The call failed.</exception>
    public async Task<TResponse> CallAsync<TRequest, TResponse>(
        string eventName, TRequest request, bool isRepeatable, CancellationToken cancellationToken)
    {
        using var response = await sender.SendAsync(WireJson.WriteBody(eventName, request), isRepeatable, cancellationToken).ConfigureAwait(false);
        var json = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK)
            throw ErrorOf(response, json);
        try
        {
            return WireJson.ReadAnswer<TResponse>(eventName, json);
        }
        catch (JsonException unreadable)
        {
            throw new BotGatewayResponseException(response.StatusCode, $"The answer to {eventName} is not one of a gateway.", unreadable)
            {
                RequestId = RequestIdOf(response),
            };
        }
    }

    private BotGatewayResponseException ErrorOf(HttpResponseMessage response, byte[] json)
    {
        var error = WireJson.ReadError(json);
        return new BotGatewayResponseException(response.StatusCode, error?.Message ?? $"The answer is HTTP {(int)response.StatusCode}.")
        {
            Errors = error?.Errors ?? [],
            MoreErrors = error?.MoreErrors ?? 0,
            Budget = error?.Budget,
            ResetsAt = error?.ResetsAt,
            RequestId = RequestIdOf(response) ?? error?.RequestId,
            RetryAfter = sender.RetryAfter(response),
        };
    }

    private static string? RequestIdOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("x-request-id", out var ids) ? ids.FirstOrDefault() : null;
}
