using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events;

namespace BotGateway.FineTuning;

internal sealed class CheckTrainHandler(JobQuery progress, JobResponses responses, JobDetails details) : IEventHandler<CheckTrainRequest, CheckTrainResponse>
{
    public async Task<CheckTrainResponse> HandleAsync(Client client, CheckTrainRequest request, CancellationToken cancellationToken)
    {
        var (job, isStale) = await progress.CheckAsync(client, request.Id, cancellationToken);
        var response = responses.Of(job, isStale);
        return request.Details == true ? await details.AddAsync(response, cancellationToken) : response;
    }
}
