using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.OpenAI.Simulation;

/// <summary>JSON answers.</summary>
internal static class Answer
{
    // The real services send text as plain UTF-8, not as \u escapes.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static HttpResponseMessage Json(HttpStatusCode status, JsonNode body) => new(status)
    {
        Content = new StringContent(body.ToJsonString(Plain), Encoding.UTF8, "application/json"),
    };
}
