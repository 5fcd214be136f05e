using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events;

namespace BotGateway.FineTuning;

internal sealed class DeleteModelHandler(ModelActions actions) : IEventHandler<DeleteModelRequest, DeleteModelResponse>
{
    public async Task<DeleteModelResponse> HandleAsync(Client client, DeleteModelRequest request, CancellationToken cancellationToken)
    {
        var job = await actions.DeleteAsync(client, request.Model, cancellationToken);
        return new DeleteModelResponse { Model = job.ModelName, JobId = job.Job.Id, State = ModelActions.StateOf(job), Problem = job.Problem };
    }
}
