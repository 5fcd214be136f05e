using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events;

namespace BotGateway.FineTuning;

internal sealed class UndeployModelHandler(ModelActions actions) : IEventHandler<UndeployModelRequest, UndeployModelResponse>
{
    public async Task<UndeployModelResponse> HandleAsync(Client client, UndeployModelRequest request, CancellationToken cancellationToken)
    {
        var job = await actions.UndeployAsync(client, request.Model, cancellationToken);
        return new UndeployModelResponse { Model = job.ModelName, JobId = job.Job.Id, State = ModelActions.StateOf(job), Problem = job.Problem };
    }
}
