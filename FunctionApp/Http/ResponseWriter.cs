using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotGateway.Contracts;
using Microsoft.Azure.Functions.Worker.Http;

namespace BotGateway.Http;

internal static class ResponseWriter
{
    /// <summary>The status in telemetry of a request whose client disconnected, as in nginx and ASP.NET Core; it is never sent.</summary>
    public const int ClientClosedRequest = 499;

    private const string Status = "status";

    // Responses are JSON for programs, never HTML, so Spanish text need not be escaped.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes an event's result: 200.</summary>
    public static Task<HttpResponseData> SucceedAsync(this HttpRequestData request, string eventName, EventResult result, CancellationToken cancellationToken) =>
        request.AnswerAsync(200, writer => WriteSuccess(writer, eventName, result), cancellationToken);

    /// <summary>Writes a 401, always with the same bytes.</summary>
    public static Task<HttpResponseData> RefuseAsync(this HttpRequestData request, CancellationToken cancellationToken) =>
        request.AnswerAsync(401, new ErrorResponse { Status = 401, Message = "unauthorized" }, cancellationToken);

    /// <param name="allowed">The method that a 405 names; POST by default.</param>
    public static async Task<HttpResponseData> FailAsync(
        this HttpRequestData request, GatewayException problem, CancellationToken cancellationToken, HttpMethod? allowed = null)
    {
        var status = ErrorStatus.Of(problem.Kind);
        var answer = new ErrorResponse
        {
            Status = status,
            Message = problem.Message,
            RequestId = request.FunctionContext.InvocationId,
            Budget = problem.Budget,
            ResetsAt = problem.ResetsAt,
            Errors = problem.Errors,
            MoreErrors = problem.MoreErrors,
        };
        var response = await request.AnswerAsync(status, answer, cancellationToken);
        if (problem.RetryAfter is { } wait)
            response.Headers.Add("Retry-After", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        if (problem.Kind == ErrorKind.MethodNotAllowed)
            response.Headers.Add("Allow", (allowed ?? HttpMethod.Post).Method);
        // The rest of the body would arrive just as slowly (RFC 9110, section 15.5.9).
        if (problem.Kind == ErrorKind.RequestTimeout)
            response.Headers.Add("Connection", "close");
        if (problem.AcceptEncoding is { } codings)
            response.Headers.Add("Accept-Encoding", codings);
        return response;
    }

    /// <summary>Ends a request whose client has disconnected; an exception would count as a failure of the function.</summary>
    public static HttpResponseData Abandon(this HttpRequestData request) => request.CreateResponse((HttpStatusCode)ClientClosedRequest);

    public static Task<HttpResponseData> AnswerAsync(this HttpRequestData request, int status, object answer, CancellationToken cancellationToken) =>
        request.AnswerAsync(status, writer => JsonSerializer.Serialize(writer, answer, TypeOf(answer)), cancellationToken);

    private static async Task<HttpResponseData> AnswerAsync(
        this HttpRequestData request, int status, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        var response = request.CreateResponse();
        response.StatusCode = (HttpStatusCode)status;
        response.Headers.Add("Content-Type", "application/json; charset=utf-8");
        response.Headers.Add("x-request-id", request.FunctionContext.InvocationId);

        await using var writer = new Utf8JsonWriter(response.Body, Readable);
        write(writer);
        await writer.FlushAsync(cancellationToken);
        return response;
    }

    private static JsonTypeInfo TypeOf(object answer) => ContractsJson.SerializerOptions.GetTypeInfo(answer.GetType());

    /// <summary>Writes an event's result, with status and event first.</summary>
    internal static void WriteSuccess(Utf8JsonWriter writer, string eventName, EventResult result)
    {
        // Pooled; a kept answer is JSON already.
        using var document = result.Response is JsonElement ? null : JsonSerializer.SerializeToDocument(result.Response, TypeOf(result.Response));
        var response = document?.RootElement ?? (JsonElement)result.Response;
        writer.WriteStartObject();
        // A job's status replaces the usual 200.
        if (response.TryGetProperty(Status, out var own))
            writer.WriteString(Status, own.GetString());
        else
            writer.WriteNumber(Status, 200);
        writer.WriteString("event", eventName);
        foreach (var property in response.EnumerateObject().Where(property => !property.NameEquals(Status)))
            property.WriteTo(writer);
        if (result.Ignored.Count > 0)
        {
            writer.WriteStartArray("ignored");
            foreach (var field in result.Ignored)
                writer.WriteStringValue(field);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
