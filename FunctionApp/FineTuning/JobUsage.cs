using Azure.Data.Tables;
using BotGateway.Usage;

namespace BotGateway.FineTuning;

internal sealed class JobUsage(UsageLedger ledger, DeploymentHours hours) : IJobUsage
{
    public Task CountTrainingAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        if (job.Job is not { HasSucceeded: true, TrainedTokens: { } tokens })
            return Task.CompletedTask;
        var item = new UsageItem(UsageItem.DayOf(job.Job.FinishedAt ?? job.History[^1].At), null, job.Job.Model!, new UsageAmount(TrainedTokens: tokens));
        var once = new TableTransactionAction(TableTransactionActionType.Add, new TableEntity(job.ClientId, $"trained_{JobId.InKey(job.Job.Id)}"));
        return ledger.MakeAsync(job.ClientId, new LedgerChange(once, [item]));
    }

    public Task FollowDeploymentAsync(TrainingJob job, CancellationToken cancellationToken) => job.Deployment switch
    {
        null => Task.CompletedTask,
        { IsReady: true } => hours.StartAsync(job.ClientId, job.Deployment.Name, job.Job.Model!, cancellationToken),
        _ => hours.StopAsync(job.ClientId, job.Deployment.Name, cancellationToken),
    };
}
