using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events;
using BotGateway.OpenAI;

namespace BotGateway.FineTuning;

internal sealed class CancelTrainHandler(JobActions actions) : IEventHandler<CancelTrainRequest, CancelTrainResponse>
{
    public async Task<CancelTrainResponse> HandleAsync(Client client, CancelTrainRequest request, CancellationToken cancellationToken)
    {
        var job = await actions.RunAsync(client, request.Id, JobAction.Cancel, cancellationToken);
        return new CancelTrainResponse { JobId = job.Job.Id, Status = job.Job.Status, EstimatedFinish = job.EstimateFinish() };
    }
}
