using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using BotGateway.Contracts;
using Microsoft.Azure.Functions.Worker.Http;

namespace BotGateway.Http;

internal static class ResponseWriter
{
    /// <summary>The status in telemetry of a request whose client disconnected, as in nginx and ASP.NET Core; it is never sent.</summary>
    public const int ClientClosedRequest = 499;

    // Of status, event and braces.
    private const int Overhead = 64;

    // An ErrorResponse. A cold start often begins with a 401, and the first use of the serializer would delay it.
    private static readonly byte[] Unauthorized = """{"status":401,"message":"unauthorized"}"""u8.ToArray();

    /// <summary>Writes an event's result: 200.</summary>
    public static Task<HttpResponseData> SucceedAsync(this HttpRequestData request, string eventName, EventResult result, CancellationToken cancellationToken) =>
        request.SendAsync(200, SuccessOf(eventName, result), cancellationToken);

    /// <summary>Writes a 401, always with the same bytes.</summary>
    public static Task<HttpResponseData> RefuseAsync(this HttpRequestData request, CancellationToken cancellationToken) =>
        request.SendAsync(401, Unauthorized, cancellationToken);

    public static async Task<HttpResponseData> FailAsync(this HttpRequestData request, GatewayException problem, CancellationToken cancellationToken)
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
            response.Headers.Add("Allow", HttpMethod.Post.Method);
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
        request.SendAsync(status, Serialize(answer, answer.GetType()), cancellationToken);

    private static async Task<HttpResponseData> SendAsync(
        this HttpRequestData request, int status, ReadOnlyMemory<byte> answer, CancellationToken cancellationToken)
    {
        var response = request.CreateResponse();
        response.StatusCode = (HttpStatusCode)status;
        response.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        response.Headers.TryAddWithoutValidation("x-request-id", request.FunctionContext.InvocationId);
        await response.Body.WriteAsync(answer, cancellationToken);
        return response;
    }

    /// <summary>An event's result as JSON, with status and event first.</summary>
    internal static ReadOnlyMemory<byte> SuccessOf(string eventName, EventResult result)
    {
        var json = result.Response is RawJson kept ? kept.Utf8.Span : Serialize(result.Response, result.Response.GetType());
        var own = FindStatus(json);
        var answer = new ArrayBufferWriter<byte>(json.Length + Overhead);
        answer.Write("{\"status\":"u8);
        // A job's status replaces the usual 200.
        answer.Write(own is var (_, status) ? json[status] : "200"u8);
        answer.Write(",\"event\":\""u8);
        Encoding.UTF8.GetBytes(eventName, answer);
        answer.Write("\""u8);
        AppendMembers(answer, json[1..(own?.Start ?? json.Length - 1)]);
        if (own is var (_, value))
            AppendMembers(answer, json[value.End..^1]);
        if (result.Ignored.Count > 0)
        {
            answer.Write(",\"ignored\":"u8);
            answer.Write(Serialize(result.Ignored, typeof(IReadOnlyList<string>)));
        }

        answer.Write("}"u8);
        return answer.WrittenMemory;
    }

    private static byte[] Serialize(object value, Type type) => JsonSerializer.SerializeToUtf8Bytes(value, ContractsJson.SerializerOptions.GetTypeInfo(type));

    private static void AppendMembers(ArrayBufferWriter<byte> answer, ReadOnlySpan<byte> members)
    {
        members = members.Trim((byte)',');
        if (members.IsEmpty)
            return;
        answer.Write(","u8);
        answer.Write(members);
    }

    private static (int Start, Range Value)? FindStatus(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var isStatus = reader.ValueTextEquals("status"u8);
            reader.Read();
            var value = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isStatus)
                return (start, value..(int)reader.BytesConsumed);
        }

        return null;
    }
}
