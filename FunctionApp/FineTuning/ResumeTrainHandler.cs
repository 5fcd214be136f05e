using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events;
using BotGateway.OpenAI;

namespace BotGateway.FineTuning;

internal sealed class ResumeTrainHandler(JobActions actions) : IEventHandler<ResumeTrainRequest, ResumeTrainResponse>
{
    public async Task<ResumeTrainResponse> HandleAsync(Client client, ResumeTrainRequest request, CancellationToken cancellationToken)
    {
        var job = await actions.RunAsync(client, request.Id, JobAction.Resume, cancellationToken);
        return new ResumeTrainResponse { JobId = job.Job.Id, Status = job.Job.Status, EstimatedFinish = job.EstimateFinish() };
    }
}
