using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using BotGateway.Client;

namespace BotGateway.Cli;

/// <summary>A failure as the user sees it: never a stack trace.</summary>
internal sealed record Fault(int ExitCode, string Message)
{
    public int? Status { get; private init; }

    public string? RequestId { get; private init; }

    public static Fault Of(Exception failure, Words words, CancellationToken cancellationToken) => failure switch
    {
        ToolException expected => new(expected.ExitCode, expected.Message),
        BotGatewayResponseException response => OfResponse(response, words),
        BotGatewayConnectionException connection => new(
            Cli.ExitCode.Unavailable,
            words[connection.Message, $"La pasarela no respondió: {connection.InnerException!.Message}"]),
        OperationCanceledException when cancellationToken.IsCancellationRequested => new(Cli.ExitCode.Interrupted, words["Interrupted.", "Interrumpido."]),
        IOException or UnauthorizedAccessException => new(Cli.ExitCode.Usage, failure.Message),
        _ => new(
            Cli.ExitCode.Internal,
            words["This is a bug of bots: ", "Esto es un error de bots: "] + $"{failure.GetType().Name}: {Plain.Line(failure.Message)}"),
    };

    public static int ExitCodeOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.Gone => Cli.ExitCode.NotFound,
        HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => Cli.ExitCode.Unavailable,
        // Such as 200 with the page of another server.
        < HttpStatusCode.BadRequest => Cli.ExitCode.Unavailable,
        _ => Cli.ExitCode.Refused,
    };

    public string ToJson()
    {
        var json = new JsonObject { ["exit_code"] = ExitCode, ["message"] = Message };
        if (Status is { } status)
            json["status"] = status;
        if (RequestId is not null)
            json["request_id"] = RequestId;
        return json.ToJsonString(Output.Json);
    }

    private static Fault OfResponse(BotGatewayResponseException response, Words words)
    {
        List<string> lines = [$"{(int)response.Status}: {response.Message}"];
        lines.AddRange(response.Errors.Select(error => string.Create(CultureInfo.InvariantCulture, $"{error.Line}: {error.Message}")));
        if (response.MoreErrors > 0)
            lines.Add(words[$"… and {response.MoreErrors} more.", $"… y {response.MoreErrors} más."]);
        if (response.Status == HttpStatusCode.Unauthorized)
        {
            lines.Add(words[
                "The gateway does not know this client id with this key and audience.",
                "La pasarela no conoce este identificador de cliente con esta clave y esta audiencia."]);
        }

        if (response.RetryAfter is { } wait)
            lines.Add(words[$"Try again in {Math.Ceiling(wait.TotalSeconds)} s.", $"Inténtalo de nuevo en {Math.Ceiling(wait.TotalSeconds)} s."]);
        if (response.RequestId is not null && response.Status >= HttpStatusCode.InternalServerError)
            lines.Add(words[$"Request {response.RequestId} in the gateway's log.", $"Solicitud {response.RequestId} en el registro de la pasarela."]);
        return new(ExitCodeOf(response.Status), string.Join('\n', lines)) { Status = (int)response.Status, RequestId = response.RequestId };
    }
}
