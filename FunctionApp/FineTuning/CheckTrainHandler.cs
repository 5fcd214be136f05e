using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events;

namespace BotGateway.FineTuning;

internal sealed class CheckTrainHandler(JobQuery progress, JobResponses responses) : IEventHandler<CheckTrainRequest, CheckTrainResponse>
{
    public async Task<CheckTrainResponse> HandleAsync(Client client, CheckTrainRequest request, CancellationToken cancellationToken)
    {
        var (job, isStale) = await progress.CheckAsync(client, request.Id, cancellationToken);
        return responses.Of(job, isStale);
    }
}
