using System.Net;
using System.Text.Json.Nodes;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>A request that the service refuses, in one of its two dialects.</summary>
internal sealed class ServiceProblem : Exception
{
    private readonly HttpStatusCode _status;
    private readonly JsonObject _error;
    private int? _retryAfter;

    private ServiceProblem(HttpStatusCode status, JsonObject error, string message) : base(message) => (_status, _error) = (status, error);

    /// <summary>The dialect of the OpenAI service, and of inference on Azure too.</summary>
    public static ServiceProblem OpenAI(HttpStatusCode status, string message, string? parameter, string? code) => new(
        status,
        new() { ["message"] = message, ["type"] = "invalid_request_error", ["param"] = parameter, ["code"] = code },
        message);

    /// <summary>The dialect of Azure's front end and of its files and jobs.</summary>
    public static ServiceProblem Azure(HttpStatusCode status, string code, string message) =>
        new(status, new() { ["code"] = code, ["message"] = message }, message);

    /// <summary>A rate of Azure's is exceeded.</summary>
    public static ServiceProblem Throttled(string message, int retryAfter) =>
        new(HttpStatusCode.TooManyRequests, new() { ["code"] = "429", ["message"] = message }, message) { _retryAfter = retryAfter };

    /// <summary>A bad request for a chat completion.</summary>
    public static ServiceProblem Invalid(string message, string? parameter, string? code) =>
        OpenAI(HttpStatusCode.BadRequest, message, parameter, code);

    /// <summary>A bad request for files or jobs; <c>invalidPayload</c> is Azure's code for all of these.</summary>
    public static ServiceProblem BadRequest(bool azure, string message, string? parameter, string? code) => azure
        ? Azure(HttpStatusCode.BadRequest, "invalidPayload", message)
        : OpenAI(HttpStatusCode.BadRequest, message, parameter, code);

    /// <summary>A limit of the account's is reached; <c>quotaExceeded</c> is Azure's code for all of them.</summary>
    public static ServiceProblem Limit(bool azure, string message, string code) => azure
        ? Azure(HttpStatusCode.BadRequest, "quotaExceeded", message)
        : OpenAI(HttpStatusCode.TooManyRequests, message, null, code);

    public static ServiceProblem NotFound(bool azure, string message, string? parameter, string? code) => azure
        ? Azure(HttpStatusCode.NotFound, "notFound", "The specified resource was not found: " + message)
        : OpenAI(HttpStatusCode.NotFound, message, parameter, code);

    public HttpResponseMessage ToResponse()
    {
        var response = Answer.Json(_status, new JsonObject { ["error"] = _error });
        if (_retryAfter is { } seconds)
            response.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
        return response;
    }
}
