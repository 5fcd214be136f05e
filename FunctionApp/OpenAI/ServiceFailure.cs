using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using Azure;
using BotGateway.Http;

namespace BotGateway.OpenAI;

/// <summary>What the model service says when it does not do what it was asked, read from its error body.</summary>
/// <param name="Status">The HTTP status; 0 where no answer came.</param>
/// <param name="Codes">Its code, for instance <c>content_filter</c>, and what else in it may be one.</param>
/// <param name="Parameter">The parameter that it complains of, for instance <c>temperature</c>.</param>
/// <param name="Message">The error's text, which may quote the request.</param>
/// <param name="RetryAfter">How long it asks to wait, or null where it does not say.</param>
/// <param name="RequestId">By what its operators find the request, or null.</param>
internal sealed record ServiceFailure(
    int Status, IReadOnlyList<string> Codes, string? Parameter, string? Message, TimeSpan? RetryAfter, string? RequestId)
{
    // Jobs take that long at the least, and their files go with them.
    private static readonly TimeSpan AccountLimitPause = TimeSpan.FromMinutes(5);

    // OpenAI's and Azure's front end, then API Management's and Azure Resource Manager's.
    private static readonly string[] RequestIds = ["x-request-id", "apim-request-id", "x-ms-request-id"];

    /// <summary>The error's code, that which decides where there are several; or null.</summary>
    public string? Code => Codes.FirstOrDefault(ErrorCodes.IsKnown) ?? (Codes is [var first, ..] ? first : null);

    /// <summary>Whether the gateway's account has no credit left, which no waiting mends.</summary>
    public bool IsAboutQuota => Status == 402 || (Status is >= 400 and < 500 && Codes.Any(ErrorCodes.IsQuota));

    /// <summary>Whether the gateway's account has as many files or jobs as it may, until some are gone.</summary>
    public bool IsAboutAccountLimit => Status is >= 400 and < 500 && Codes.Any(ErrorCodes.IsAccountLimit);

    /// <summary>Whether a filter of the service's refuses the client's text.</summary>
    public bool IsFiltered => Status is 400 or 403 or 422 && Codes.Any(ErrorCodes.IsFilter);

    /// <summary>Whether it is the client's text that cannot be answered: too long, or not of a kind that the model takes.</summary>
    public bool IsAboutContent => Status == 413 || (Status is 400 or 422 && (Codes.Any(ErrorCodes.IsContent) || IsContentParameter || SaysTooLong));

    // Of all that the gateway sends, only this comes from the client; the roles are its own.
    private bool IsContentParameter =>
        Parameter is "messages" or "prompt" or "input" || (Parameter?.StartsWith("messages", StringComparison.Ordinal) == true && Parameter.Contains("content"));

    // Services that speak the same protocol do not all give codes.
    private bool SaysTooLong => Message?.Contains("maximum context length", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Code, request id and text of the error, as far as there are any and a client may see them, to stand behind the status; ends the sentence.</summary>
    public string Explanation
    {
        get
        {
            string?[] parts = [Code, RequestId is null ? null : $"request {RequestId}"];
            var names = string.Join(", ", parts.OfType<string>());
            // Texts on what the client sent. All others are about the gateway's own keys, accounts and hosts.
            var text = Sentence.EndWith(Status is 400 or 409 or 413 or 422 ? ErrorText.Clean(Message) : null);
            return names.Length == 0 ? text : $" ({names}){text}";
        }
    }

    public static ServiceFailure Read(ClientResultException exception, DateTimeOffset now) =>
        exception.GetRawResponse() is { } response ? Read(response, now) : Read(exception.Status, null, _ => null, now);

    public static ServiceFailure Read(PipelineResponse response, DateTimeOffset now) =>
        Read(response.Status, response.BufferContent(), name => response.Headers.TryGetValue(name, out var value) ? value : null, now);

    /// <summary>Reads what Azure Resource Manager says, in the same shape.</summary>
    public static ServiceFailure Read(RequestFailedException exception, DateTimeOffset now)
    {
        var response = exception.GetRawResponse();
        return Read(
            exception.Status, response?.Content, name => response?.Headers.TryGetValue(name, out var value) == true ? value : null, now);
    }

    public GatewayException ToProblem(string? model, Exception cause) => this switch
    {
        { IsAboutQuota: true } => Final(ErrorKind.Internal, $"The account of the gateway at the model service has no quota left{Names}.", cause),
        { IsAboutAccountLimit: true } => new GatewayException(
            ErrorKind.Throttled, $"The gateway's account at the model service has reached one of its own limits, which all clients share{Explanation}", cause)
        {
            RetryAfter = RetryAfter ?? AccountLimitPause,
        },
        { IsFiltered: true } when ErrorCodes.IsContentFilter(Code!) =>
            Final(ErrorKind.Invalid, $"The model service's content filter rejects this text{Names}.", cause),
        { IsFiltered: true } or { IsAboutContent: true } => Final(ErrorKind.Invalid, $"The model service rejects this text{Explanation}", cause),
        { Status: 429 } => new GatewayException(ErrorKind.Throttled, "The model service is rate limiting requests; retry later.", cause) { RetryAfter = RetryAfter },
        { Status: 401 or 403 } => new GatewayException(ErrorKind.Internal, "The model service rejects the gateway's credentials.", cause),
        { Status: 408 } => TookTooLong(cause),
        { Status: 404, Code: "DeploymentNotFound" or "model_not_found" } when model is not null =>
            new GatewayException(ErrorKind.Gone, $"The model service has no model deployed as '{model}'.", cause),
        { Status: 503, RetryAfter: not null } =>
            new GatewayException(ErrorKind.Unavailable, $"The model service is unavailable{Explanation}", cause)
            {
                RetryAfter = RetryAfter,
                MayHaveTakenEffect = true,
            },
        _ => new GatewayException(ErrorKind.Upstream, $"The model service failed with {Status}{Explanation}", cause)
        {
            RetryAfter = Status >= 500 ? RetryAfter : null,
            MayHaveTakenEffect = Status is < 400 or >= 500,
        },
    };

    /// <summary>The answer where the service did not answer in time.</summary>
    public static GatewayException TookTooLong(Exception cause) => new(ErrorKind.InDoubt, "The model service took too long to answer.", cause);

    private string Names => Code is null ? "" : $" ({Code})";

    private static GatewayException Final(ErrorKind kind, string message, Exception cause) => new(kind, message, cause) { IsFinal = true };

    private static ServiceFailure Read(int status, BinaryData? content, Func<string, string?> header, DateTimeOffset now)
    {
        var error = ReadError(content);
        return new ServiceFailure(
            status,
            ReadCodes(error),
            error.FindText("param"),
            error.ValueKind == JsonValueKind.String ? error.GetString() : error.FindText("message"),
            RetryAfterHeader.Read(header, now),
            RequestIds.Select(name => ErrorText.Id(header(name))).FirstOrDefault(id => id is not null));
    }

    // "type" is the kind of error beside a code, and where there is none, often what the code would be.
    private static List<string> ReadCodes(JsonElement error)
    {
        var inner = error.ValueKind == JsonValueKind.Object && error.TryGetProperty("innererror", out var nested) ? nested : default;
        string?[] codes = [error.FindText("code"), inner.FindText("code"), error.FindText("type") is "invalid_request_error" ? null : error.FindText("type")];
        return [.. codes.Select(ErrorText.Code).OfType<string>()];
    }

    private static JsonElement ReadError(BinaryData? content)
    {
        try
        {
            if (content is null)
                return default;

            using var document = JsonDocument.Parse(content);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return default;
            // Some services that speak the same protocol leave the outer object out.
            return root.TryGetProperty("error", out var error) ? error.Clone() : root.FindText("object") == "error" ? root.Clone() : default;
        }
        catch (JsonException)
        {
            // Not every error comes from the service itself: a proxy's page says nothing beyond its status.
            return default;
        }
    }
}
