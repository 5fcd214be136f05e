using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events;

namespace BotGateway.FineTuning;

internal sealed class DeployModelHandler(ModelActions actions) : IEventHandler<DeployModelRequest, DeployModelResponse>
{
    public async Task<DeployModelResponse> HandleAsync(Client client, DeployModelRequest request, CancellationToken cancellationToken)
    {
        var job = await actions.DeployAsync(client, request.Model, cancellationToken);
        return new DeployModelResponse { Model = job.ModelName, JobId = job.Job.Id, State = ModelActions.StateOf(job), Problem = job.Problem };
    }
}
