using Azure;
using Azure.Data.Tables;
using BotGateway.Contracts;
using BotGateway.Http;
using BotGateway.OpenAI;
using BotGateway.Scheduling;
using BotGateway.Tables;
using Microsoft.Extensions.Options;

namespace BotGateway.FineTuning;

/// <summary>
/// Erases a client's jobs: cancels those that go on, deletes models, deployments and files at the services, and then the rows. Jobs that are being created
/// are waited for: <see cref="JobRecovery"/> records them or deletes their files.
/// </summary>
internal sealed class JobData : IClientData
{
    private const int PageSize = 50;

    // Each takes a handful of calls to the model service.
    private const int Portion = 20;

    private readonly Table _table;
    private readonly DueIndex _due;
    private readonly IJobStore _jobs;
    private readonly JobPoller _poller;
    private readonly OpenAIJobControl _control;
    private readonly JobDeployment _deployments;
    private readonly IModelService _models;
    private readonly TrainingFileUploader _files;
    private readonly IJobUsage _usage;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _longest;

    /// <summary>Makes it; nothing is sent yet.</summary>
    public JobData(
        TableServiceClient service, IJobStore jobs, JobPoller poller, OpenAIJobControl control, JobDeployment deployments, IModelService models,
        TrainingFileUploader files, IJobUsage usage, IOptions<SchedulerOptions> options, TimeProvider clock)
    {
        _table = new Table(service.GetTableClient("jobs"));
        _due = new DueIndex(_table, "due");
        (_jobs, _poller, _control, _deployments, _models, _files, _usage, _clock) = (jobs, poller, control, deployments, models, files, usage, clock);
        _longest = TimeSpan.FromDays(options.Value.LostJobDays);
    }

    public string Kind => "jobs";

    public async Task<ErasureStep> EraseAsync(string clientId, CancellationToken cancellationToken)
    {
        var deleted = new ErasedCounts();
        var (isDone, problem) = (true, default(GatewayException));
        await foreach (var job in ReadAllAsync(clientId, cancellationToken))
        {
            if (deleted.Jobs >= Portion)
                return new ErasureStep(true, false, deleted);
            try
            {
                if (await TryEraseAsync(job, cancellationToken) is { } erased)
                    deleted += erased;
                else
                    isDone = false;
            }
            catch (GatewayException failure)
            {
                // One that the services do not let go must not keep the others.
                problem ??= failure;
            }
        }

        if (deleted.Jobs == 0 && problem is not null)
            throw problem;
        var isPending = await _table
            .ReadKeysAsync(DueIndex.ShardOf(clientId), PendingJobRow.FirstKey(clientId), PendingJobRow.EndKey(clientId), pageSize: 1, cancellationToken)
            .AnyAsync(cancellationToken);
        return new ErasureStep(deleted.Jobs > 0, isDone && !isPending && problem is null, deleted);
    }

    // By pages: the rows before may be gone, or stay.
    private async IAsyncEnumerable<TrainingJob> ReadAllAsync(
        string clientId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<TrainingJob> page;
        string? after = null;
        do
        {
            page = await _jobs.ReadPageAsync(clientId, after, PageSize, cancellationToken).ToListAsync(cancellationToken);
            foreach (var job in page)
                yield return job;
            after = page.Count == 0 ? null : JobId.InKey(page[^1].Job.Id);
        }
        while (page.Count == PageSize);
    }

    // Null while it is not over yet. Whatever is cut off is done again: what is gone at the services is no fault.
    private async Task<ErasedCounts?> TryEraseAsync(TrainingJob recorded, CancellationToken cancellationToken)
    {
        // The timer must neither deploy its model nor make its team any more.
        var unwanted = recorded.Erase();
        var job = unwanted == recorded ? recorded : await _jobs.TryReplaceAsync(recorded, unwanted, cancellationToken);
        if (job is null || await EndAsync(job, cancellationToken) is not { } ended)
            return null;

        await _usage.CountTrainingAsync(ended, cancellationToken);
        var isDeployed = ended.Deployment is { IsRemoved: false, MustBeStarted: false };
        await _deployments.RemoveAsync(ended, cancellationToken);
        var model = ended.ModelRemoval == ModelRemoval.Done ? null : ended.Job.Model;
        if (model is not null)
            await _models.DeleteModelAsync(model, cancellationToken);
        var files = ended.HasFiles ? ended.Files : [];
        if (ended.HasFiles)
            await _files.DeleteAllAsync(files, ended.PendingId, ended.SubmittedAt + _longest, cancellationToken);
        return await TryDeleteRowAsync(ended, cancellationToken)
            ? new ErasedCounts { Jobs = 1, Models = model is null ? 0 : 1, Deployments = isDeployed ? 1 : 0, Files = files.Count }
            : null;
    }

    private async Task<TrainingJob?> EndAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        if (job.Job.HasEnded)
            return job;

        try
        {
            await CancelAsync(job, cancellationToken);
            var asked = await _poller.AskAsync(job, cancellationToken);
            return asked.Job.HasEnded ? asked : null;
        }
        catch (GatewayException) when (_clock.GetUtcNow() - job.SubmittedAt >= _longest)
        {
            // The service no longer has it, or has failed to say for so long.
            return job;
        }
    }

    private async Task CancelAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        try
        {
            await _control.RunAsync(job.Job.Id, JobAction.Cancel, cancellationToken);
        }
        catch (GatewayException refused) when (refused.Kind == ErrorKind.Conflict)
        {
            // It has ended, or is ending.
        }
    }

    private Task<bool> TryDeleteRowAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        var row = JobRow.From(job);
        return _table.TryWriteAsync(
            [
                new(TableTransactionActionType.Delete, row, new ETag(job.Version)),
                .. _due.Move(row.PartitionKey, row.RowKey, job.DueAt, null),
            ],
            cancellationToken);
    }
}
