using System.Net.Http.Headers;
using System.Text;
using BotGateway.Client;

namespace BotGateway.LocalHost.Client;

/// <summary>Requests whose body is any JSON, which the demo shows and tests vary. The client library signs them.</summary>
public static class RawRequests
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Creates a complete request with a new token.</summary>
    public static async Task<string> CreateRequestAsync(this BotGatewayClient client, string body, CancellationToken cancellationToken = default)
    {
        // Whitespace around a JSON value is not part of it.
        var request = await client.CreateRequestAsync(Encoding.UTF8.GetBytes(body.Trim(' ', '\t', '\r', '\n')), cancellationToken);
        return Encoding.UTF8.GetString(request.Span);
    }

    /// <summary>Sends a body with a new token.</summary>
    public static async Task<GatewayAnswer> SendAsync(this BotGatewayClient client, HttpClient http, string body, CancellationToken cancellationToken = default) =>
        await http.SendRequestAsync(await client.CreateRequestAsync(body, cancellationToken), cancellationToken);

    /// <summary>Sends a complete request.</summary>
    public static async Task<GatewayAnswer> SendRequestAsync(this HttpClient http, string request, CancellationToken cancellationToken = default)
    {
        using var content = new StringContent(request, Encoding.UTF8, Json);
        using var response = await http.PostAsync(new Uri("lambda", UriKind.Relative), content, cancellationToken);
        return new GatewayAnswer(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(cancellationToken),
            response.Headers.TryGetValues("x-request-id", out var ids) ? ids.Single() : null);
    }
}
