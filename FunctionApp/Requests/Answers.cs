using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker.Http;

namespace BotGateway.Requests;

/// <summary>The answers that the wire protocol knows.</summary>
public static class Answers
{
    /// <summary>The status in telemetry of a request whose client did not wait, as nginx and ASP.NET Core have it; it never reaches anybody.</summary>
    public const int ClientClosedRequest = 499;

    // Answers are JSON for programs, never HTML: Spanish text stays readable on the wire.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers with what an event returned: 200.</summary>
    /// <param name="request">The request.</param>
    /// <param name="eventName">The event's canonical name.</param>
    /// <param name="fields">The event's own fields; a <c>status</c> among them stands in place of the usual 200.</param>
    /// <param name="cancellation">Gives the request up.</param>
    /// <returns>The response.</returns>
    public static Task<HttpResponseData> SucceedAsync(
        this HttpRequestData request, string eventName, JsonObject fields, CancellationToken cancellation)
    {
        var answer = new JsonObject { ["status"] = 200, ["event"] = eventName };
        foreach (var (name, value) in fields)
            answer[name] = value?.DeepClone();
        return request.AnswerAsync(200, answer, cancellation);
    }

    /// <summary>Answers that the caller is not let in: 401, always with the same bytes.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellation">Gives the request up.</param>
    /// <returns>The response.</returns>
    public static Task<HttpResponseData> RefuseAsync(this HttpRequestData request, CancellationToken cancellation) =>
        request.AnswerAsync(401, new JsonObject { ["status"] = 401, ["message"] = "unauthorized" }, cancellation);

    /// <summary>Answers that something is wrong.</summary>
    /// <param name="request">The request.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="cancellation">Gives the request up.</param>
    /// <returns>The response.</returns>
    public static async Task<HttpResponseData> FailAsync(
        this HttpRequestData request, ProblemException problem, CancellationToken cancellation)
    {
        var answer = new JsonObject
        {
            ["status"] = problem.Status,
            ["message"] = problem.Message,
            ["request_id"] = request.FunctionContext.InvocationId,
        };
        foreach (var (name, value) in problem.Details ?? [])
            answer[name] = value?.DeepClone();

        var response = await request.AnswerAsync(problem.Status, answer, cancellation);
        if (problem.RetryAfter is { } wait)
            response.Headers.Add("Retry-After", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        // The rest of the body would still come, as slowly (RFC 9110, section 15.5.9).
        if (problem.Status == 408)
            response.Headers.Add("Connection", "close");
        if (problem.AcceptEncoding is { } codings)
            response.Headers.Add("Accept-Encoding", codings);
        return response;
    }

    /// <summary>Ends a request whose client is gone. Nobody reads it; an exception would count as a failure of the function.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The response.</returns>
    public static HttpResponseData Abandon(this HttpRequestData request) => request.CreateResponse((HttpStatusCode)ClientClosedRequest);

    /// <summary>Answers with a JSON object.</summary>
    /// <param name="request">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="answer">The object.</param>
    /// <param name="cancellation">Gives the request up.</param>
    /// <returns>The response.</returns>
    public static async Task<HttpResponseData> AnswerAsync(
        this HttpRequestData request, int status, JsonObject answer, CancellationToken cancellation)
    {
        var response = request.CreateResponse();
        response.StatusCode = (HttpStatusCode)status;
        response.Headers.Add("Content-Type", "application/json; charset=utf-8");
        response.Headers.Add("x-request-id", request.FunctionContext.InvocationId);

        await using var writer = new Utf8JsonWriter(response.Body, Readable);
        answer.WriteTo(writer);
        await writer.FlushAsync(cancellation);
        return response;
    }
}
