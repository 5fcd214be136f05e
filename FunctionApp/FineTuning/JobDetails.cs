using BotGateway.Contracts;
using BotGateway.Http;
using BotGateway.OpenAI;
using Microsoft.Extensions.Logging;

namespace BotGateway.FineTuning;

/// <summary>Adds what the service tells of a job's course, which costs four calls: only a client that wants it waits for them.</summary>
internal sealed partial class JobDetails(OpenAIJobDetails service, ILogger<JobDetails> logger)
{
    private const int MostEvents = 50;
    private const int MostCheckpoints = 50;
    private const int MostMetrics = 200;

    public async Task<CheckTrainResponse> AddAsync(CheckTrainResponse job, CancellationToken cancellationToken)
    {
        var events = service.ReadEventsAsync(job.JobId, MostEvents, cancellationToken);
        var metrics = service.ReadMetricsAsync(job.JobId, MostMetrics, cancellationToken);
        var checkpoints = service.ReadCheckpointsAsync(job.JobId, MostCheckpoints, cancellationToken);
        try
        {
            await Task.WhenAll(events, metrics, checkpoints);
            return job with { Events = await events, Metrics = await metrics, Checkpoints = await checkpoints };
        }
        catch (GatewayException problem)
        {
            LogMissing(job.JobId, SafeExceptionSummary.Of(problem));
            return job with { Stale = true };
        }
    }

    [LoggerMessage(26, LogLevel.Warning, "Job {JobId} is answered without its details ({Causes})")]
    private partial void LogMissing(string jobId, string causes);
}
