using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events;

namespace BotGateway.FineTuning;

/// <summary>Lists a client's jobs as they were last recorded: a page asks the service nothing.</summary>
internal sealed class ListJobsHandler(IJobStore jobs) : IEventHandler<ListJobsRequest, ListJobsResponse>
{
    private const int MostPerPage = 100;

    public async Task<ListJobsResponse> HandleAsync(Client client, ListJobsRequest request, CancellationToken cancellationToken)
    {
        var limit = request.Limit ?? MostPerPage;
        var cursor = new PageCursor(client, "list_jobs");
        var found = await jobs.ReadPageAsync(client.Id, cursor.Read(request.Next), limit + 1, cancellationToken).ToListAsync(cancellationToken);
        return new ListJobsResponse
        {
            Jobs = [.. found.Take(limit).Select(JobResponses.Summarize)],
            Next = cursor.Next(found, limit, job => JobId.InKey(job.Job.Id)),
        };
    }
}
