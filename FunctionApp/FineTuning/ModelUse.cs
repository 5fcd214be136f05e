using System.Collections.Concurrent;
using BotGateway.Authentication;
using BotGateway.Http;
using BotGateway.OpenAI;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotGateway.FineTuning;

/// <summary>Records when deployments last answered, so that idle ones can be seen and removed: of each at most once an hour, whatever the number of messages.</summary>
internal sealed partial class ModelUse(IOptions<OpenAIOptions> options, AllowedModels models, IJobStore jobs, TimeProvider clock, ILogger<ModelUse> logger)
{
    /// <summary>How much later than recorded a deployment may have answered.</summary>
    public static readonly TimeSpan Precision = TimeSpan.FromHours(1);

    private const int MostKnown = 10_000;

    private readonly bool _removesIdle = options.Value.IdleUndeployHours > 0;
    private readonly ConcurrentDictionary<(string ClientId, string Model), DateTimeOffset> _nextRecord = new();

    /// <summary>Notes that a model has just answered. The answer is paid for: that it cannot be noted is in the log only.</summary>
    public async Task RecordAsync(Client client, string model, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (models.IsConfigured(client, model) || (_nextRecord.TryGetValue((client.Id, model), out var next) && now < next))
            return;
        if (_nextRecord.Count >= MostKnown)
            _nextRecord.Clear();
        _nextRecord[(client.Id, model)] = now + Precision;
        try
        {
            _nextRecord[(client.Id, model)] = await RecordAsync(client, model, now, cancellationToken) + Precision;
        }
        catch (GatewayException problem)
        {
            _nextRecord.TryRemove((client.Id, model), out _);
            LogNotRecorded(model, SafeExceptionSummary.Of(problem));
        }
    }

    private async Task<DateTimeOffset> RecordAsync(Client client, string model, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await jobs.FindByModelAsync(client, model, cancellationToken) is not { } jobId
            || await jobs.FindAsync(client.Id, jobId, cancellationToken) is not { Deployment: { IsReady: true } deployment } job
            || deployment.Name != model)
        {
            return now;
        }

        // Another instance has. Recorded while idle deployments stayed, the job is due at no time.
        if (job.UsedAt is { } usedAt && now < usedAt + Precision && (!_removesIdle || job.DueAt is not null))
            return usedAt;
        // If another instance is writing the job, it reads it again soon.
        await jobs.TryReplaceAsync(job, job with { UsedAt = now, DueAt = job.DueAt ?? (_removesIdle ? now : null) }, cancellationToken);
        return now;
    }

    [LoggerMessage(25, LogLevel.Warning, "That model {Model} has answered could not be recorded ({Causes})")]
    private partial void LogNotRecorded(string model, string causes);
}
