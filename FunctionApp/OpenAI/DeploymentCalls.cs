using System.Text.Json;
using Azure;
using Azure.Identity;
using BotGateway.Http;
using BotGateway.Telemetry;

namespace BotGateway.OpenAI;

/// <summary>Puts a deadline to every call of the management plane and makes its failures the gateway's answers.</summary>
internal sealed class DeploymentCalls(TimeProvider clock)
{
    // Three attempts of 10 s each; the next tick tries again.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(40);

    /// <exception cref="GatewayException">As <see cref="IDeploymentService"/> lists them.</exception>
    public async Task<T> RunAsync<T>(string operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await Tracing.CallAsync($"deployment {operation}", _ => call(either.Token));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && Translate(e) is { } problem)
        {
            throw problem;
        }
    }

    private GatewayException? Translate(Exception e) => e switch
    {
        RequestFailedException { Status: > 0 } failed => ToProblem(ServiceFailure.Read(failed, clock.GetUtcNow()), failed),
        AuthenticationFailedException => NotAllowed(e),
        OperationCanceledException or TimeoutException => TookTooLong(e),
        // The SDK wraps the last failure of its retries.
        AggregateException { InnerExceptions: [.., var last] } => Translate(last),
        _ when BrokenConnection.Is(e) =>
            new GatewayException(ErrorKind.Upstream, "The management plane is unavailable.", e),
        JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException =>
            new GatewayException(ErrorKind.Upstream, "The management plane returned an invalid response.", e),
        _ => null,
    };

    private static GatewayException ToProblem(ServiceFailure failure, Exception cause) => failure.Status switch
    {
        >= 400 and < 500 when failure.Codes.Any(ErrorCodes.IsDeploymentQuota) => new GatewayException(
            ErrorKind.Throttled,
            $"The quota of the gateway's account does not allow this deployment{failure.Explanation} "
            + "'OpenAI__DeploymentCapacity' is what each deployment asks for.",
            cause)
        {
            RetryAfter = failure.RetryAfter,
        },
        429 => new GatewayException(ErrorKind.Throttled, "The management plane is rate limiting requests; the next tick retries.", cause) { RetryAfter = failure.RetryAfter },
        401 or 403 => NotAllowed(cause),
        408 => TookTooLong(cause),
        _ => new GatewayException(ErrorKind.Upstream, $"The management plane failed with {failure.Status}{failure.Explanation}", cause),
    };

    private static GatewayException NotAllowed(Exception cause) => new(
        ErrorKind.Internal, "The gateway may not deploy models: its identity needs Microsoft.CognitiveServices/accounts/deployments/write on the account.", cause);

    private static GatewayException TookTooLong(Exception cause) => new(ErrorKind.InDoubt, "The management plane took too long to answer.", cause);
}
