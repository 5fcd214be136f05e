using System.ClientModel;
using System.Text.Json;
using Azure.Identity;
using BotGateway.Http;
using BotGateway.Telemetry;

namespace BotGateway.OpenAI;

/// <summary>Puts a deadline to every call of the model service and makes its failures the gateway's answers.</summary>
internal sealed class ServiceCalls(TimeProvider clock)
{
    /// <summary>How long a call may take with all its tries: Azure's front end cuts an HTTP request at 230 s.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    /// <param name="model">The model that is asked, for an error that names it; or null.</param>
    /// <exception cref="GatewayException">As <see cref="IModelService"/> lists them.</exception>
    internal async Task<T> RunAsync<T>(string operation, string? model, Func<ServiceCall, Task<T>> call, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await Tracing.CallAsync($"model {operation}", span =>
            {
                span?.SetTag("gen_ai.operation.name", operation).SetTag("gen_ai.request.model", model);
                return call(new ServiceCall(clock, Deadline, either.Token));
            });
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && Translate(e, model) is { } problem)
        {
            throw problem;
        }
    }

    private GatewayException? Translate(Exception e, string? model) => e switch
    {
        GatewayException => null,
        ClientResultException { Status: > 0 } failed => ServiceFailure.Read(failed, clock.GetUtcNow()).ToProblem(model, failed),
        AuthenticationFailedException => new GatewayException(ErrorKind.Internal, "The gateway could not prove its identity to the model service.", e),
        OperationCanceledException or TimeoutException => ServiceFailure.TookTooLong(e),
        // The SDK wraps the last failure of its retries.
        AggregateException { InnerExceptions: [.., var last] } => Translate(last, model),
        _ when BrokenConnection.Is(e) => new GatewayException(ErrorKind.Upstream, "The model service is unavailable.", e) { MayHaveTakenEffect = true },
        // The file that a client's examples are sent from: a full disk, say, or no folder for it. Other services' clients use none.
        _ when RootCause.Of(e) is IOException or UnauthorizedAccessException =>
            new GatewayException(ErrorKind.Internal, "The gateway could not use a temporary file of its own.", RootCause.Of(e)),
        // What it said is not what its protocol has: a proxy's page, for instance.
        JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or FormatException =>
            new GatewayException(ErrorKind.Upstream, "The model service returned an invalid response.", e) { MayHaveTakenEffect = true },
        _ => null,
    };
}
