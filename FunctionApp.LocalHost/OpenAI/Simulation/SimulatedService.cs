using System.Text.Json;

namespace BotGateway.LocalHost.OpenAI.Simulation;

/// <summary>A service in a message handler under an SDK's own transport: it records each call, then fails or answers it.</summary>
/// <param name="faults">The faults for tests; one of its own when null.</param>
public abstract class SimulatedService(Faults? faults) : HttpMessageHandler
{
    /// <summary>The faults that wait for coming calls.</summary>
    public Faults Faults { get; } = faults ?? new Faults();

    /// <summary>The calls that came.</summary>
    public CallLog Calls { get; } = new();

    /// <inheritdoc/>
    protected sealed override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = request.RequestUri?.AbsolutePath ?? throw new InvalidOperationException("The request has no URI.");
        var operation = OperationOf(request);
        Calls.Add(new(operation, request.Method.Method, path, await RecordedBodyAsync(request, cancellationToken)));

        var response = Faults.Take(operation) is { } fault
            ? await fault.ApplyAsync(() => AnswerAsync(request, cancellationToken), cancellationToken)
            : await AnswerAsync(request, cancellationToken);
        response.RequestMessage = request;
        return response;
    }

    /// <summary>The operation's name, for faults and the call log.</summary>
    /// <param name="request">The request.</param>
    /// <returns>A name that <see cref="Faults"/> lists.</returns>
    protected abstract string OperationOf(HttpRequestMessage request);

    /// <summary>What of the request's body the call log keeps.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The body; null keeps nothing.</returns>
    protected virtual Task<JsonElement?> RecordedBodyAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult<JsonElement?>(null);

    /// <summary>Does the work and answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The answer, also for errors.</returns>
    protected abstract Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken);
}
