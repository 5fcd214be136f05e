using BotGateway.Contracts;
using BotGateway.Http;
using BotGateway.Tables;
using Microsoft.Extensions.Logging;

namespace BotGateway.Erasure;

/// <summary>Deletes a portion of each kind of data that a client has. A kind that fails or hangs does not stop the others.</summary>
internal sealed partial class ErasureRound(IEnumerable<IClientData> parts, TimeProvider clock, ILogger<ErasureRound> logger)
{
    private static readonly TimeSpan LongestStep = TimeSpan.FromSeconds(10);

    private readonly IClientData[] _parts = [.. parts.OrderBy(part => part.IsLast)];

    /// <param name="until">When to begin nothing more.</param>
    public async Task<ErasureProgress> RunAsync(ErasureRecord record, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var isQuiet = clock.GetUtcNow() >= record.QuietAt;
        var (deleted, left, problem) = (new ErasedCounts(), new List<string>(), default(string));
        var (hasFound, hasDeleted, isLast) = (false, false, false);
        foreach (var part in _parts)
        {
            if (part.IsLast && (hasFound || left.Count > 0 || !isQuiet))
                break;
            isLast |= part.IsLast;
            var (step, failure) = await TryStepAsync(part, record.ClientId, until, cancellationToken);
            problem ??= failure;
            hasDeleted |= step.HasDeleted;
            hasFound |= step.HasDeleted && !part.IsLast;
            deleted += step.Deleted;
            if (!step.IsDone)
                left.Add(part.Kind);
        }

        return new ErasureProgress(deleted, hasFound, hasDeleted, isLast, left, problem);
    }

    private async Task<(ErasureStep Step, string? Failure)> TryStepAsync(
        IClientData part, string clientId, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var none = new ErasureStep(HasDeleted: false, IsDone: false, new ErasedCounts());
        if (clock.GetUtcNow() >= until)
            return (none, null);
        using var end = new CancellationTokenSource(LongestStep, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
        try
        {
            return (await part.EraseAsync(clientId, either.Token), null);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return (none, $"Erasing {part.Kind} took too long.");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFailed(part.Kind, clientId, SafeExceptionSummary.Of(fault));
            return (none, fault is GatewayException problem ? problem.Message : $"Erasing {part.Kind} failed.");
        }
    }

    [LoggerMessage(100, LogLevel.Warning, "Erasing {Kind} of client {Client} failed; the next tick tries again ({Causes})")]
    private partial void LogFailed(string kind, string client, string causes);
}
