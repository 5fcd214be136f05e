using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events;
using BotGateway.OpenAI;

namespace BotGateway.FineTuning;

internal sealed class PauseTrainHandler(JobActions actions) : IEventHandler<PauseTrainRequest, PauseTrainResponse>
{
    public async Task<PauseTrainResponse> HandleAsync(Client client, PauseTrainRequest request, CancellationToken cancellationToken)
    {
        var job = await actions.RunAsync(client, request.Id, JobAction.Pause, cancellationToken);
        return new PauseTrainResponse { JobId = job.Job.Id, Status = job.Job.Status, EstimatedFinish = job.EstimateFinish() };
    }
}
