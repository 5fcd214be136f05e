using System.ClientModel;
using System.Text.Json;
using Azure;
using BotGateway.Requests;

namespace BotGateway.Models;

/// <summary>What the model service says when it does not do what it was asked, read from its error body.</summary>
/// <param name="Status">The HTTP status; 0 where no answer came.</param>
/// <param name="Code">The error's code, for instance <c>content_filter</c>.</param>
/// <param name="Parameter">The parameter that it complains of, for instance <c>temperature</c>.</param>
/// <param name="Message">The error's text, which may quote the request.</param>
/// <param name="RetryAfter">How long it asks to wait, or null where it does not say.</param>
public sealed record ServiceFailure(int Status, string? Code, string? Parameter, string? Message, TimeSpan? RetryAfter)
{
    /// <summary>Reads what the service says.</summary>
    /// <param name="exception">The SDK's exception.</param>
    /// <param name="now">The time, for a service that names the moment to try again.</param>
    /// <returns>The failure.</returns>
    public static ServiceFailure Read(ClientResultException exception, DateTimeOffset now)
    {
        var response = exception.GetRawResponse();
        return Read(
            exception.Status, response?.Content, name => response?.Headers.TryGetValue(name, out var value) == true ? value : null, now);
    }

    /// <summary>Reads what Azure Resource Manager says, in the same shape.</summary>
    /// <param name="exception">The SDK's exception.</param>
    /// <param name="now">The time, for a service that names the moment to try again.</param>
    /// <returns>The failure.</returns>
    public static ServiceFailure Read(RequestFailedException exception, DateTimeOffset now)
    {
        var response = exception.GetRawResponse();
        return Read(
            exception.Status, response?.Content, name => response?.Headers.TryGetValue(name, out var value) == true ? value : null, now);
    }

    /// <summary>Shapes the failure into the gateway's answer.</summary>
    /// <param name="model">The model that was asked, or null where none was.</param>
    /// <param name="cause">The SDK's exception.</param>
    /// <returns>The exception to throw.</returns>
    public ProblemException ToProblem(string? model, Exception cause) => this switch
    {
        { Status: 429 } => new ProblemException(429, "The model service has too much to do; try again later.", cause) { RetryAfter = RetryAfter },
        { Status: 401 or 403 } => new ProblemException(500, "The model service refuses the gateway's credentials.", cause),
        { Status: 408 } => TookTooLong(cause),
        { Code: "content_filter" or "content_policy_violation" } =>
            new ProblemException(400, "The model service's content filter refuses this text.", cause),
        { Status: 404, Code: "DeploymentNotFound" or "model_not_found" } when model is not null =>
            new ProblemException(400, $"The model service has no model deployed as '{model}'.", cause) { IsGone = true },
        _ => new ProblemException(502, $"The model service failed with {Status}{Explanation}", cause),
    };

    /// <summary>The answer where the service did not answer in time.</summary>
    /// <param name="cause">The exception behind it.</param>
    /// <returns>The exception to throw.</returns>
    public static ProblemException TookTooLong(Exception cause) => new(504, "The model service took too long to answer.", cause);

    /// <summary>Whether what a failed call asked for may have been done all the same: no answer came, or none that says no.</summary>
    /// <param name="problem">The failure, as <see cref="IModelService"/> throws it.</param>
    /// <returns>Whether it may.</returns>
    public static bool LeavesInDoubt(ProblemException problem) =>
        problem is { Status: 502 or 504, InnerException: not ClientResultException { Status: >= 400 and < 500 and not 408 } };

    /// <summary>Whether a call failed because the service has nothing of that name.</summary>
    /// <param name="problem">The failure, as <see cref="IModelService"/> throws it.</param>
    /// <returns>Whether it does.</returns>
    public static bool SaysNotFound(ProblemException problem) => problem is { InnerException: ClientResultException { Status: 404 } };

    /// <summary>Code and text of the error, as far as there are any, to stand behind the status; ends the sentence.</summary>
    public string Explanation => (string.IsNullOrWhiteSpace(Code) ? "" : $" ({Code})") + Sentence.EndWith(Message);

    private static ServiceFailure Read(int status, BinaryData? content, Func<string, string?> header, DateTimeOffset now)
    {
        var error = ReadError(content);
        return new ServiceFailure(
            status, error.FindText("code"), error.FindText("param"), error.FindText("message"), RetryAfterHeader.Read(header, now));
    }

    private static JsonElement ReadError(BinaryData? content)
    {
        try
        {
            if (content is null)
                return default;

            using var document = JsonDocument.Parse(content);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("error", out var error)
                ? error.Clone()
                : default;
        }
        catch (JsonException)
        {
            // Not every error comes from the service itself: a proxy's page says nothing beyond its status.
            return default;
        }
    }
}
