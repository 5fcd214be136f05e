using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events;
using BotGateway.Http;
using BotGateway.OpenAI;

namespace BotGateway.FineTuning;

/// <summary>Deletes a file that a job of the client's has used.</summary>
internal sealed class DeleteFileHandler(IJobStore jobs, JobPoller poller, IModelService service) : IEventHandler<DeleteFileRequest, DeleteFileResponse>
{
    // A job may be written between its reading and its writing, but not time and again.
    private const int MostTries = 5;

    public async Task<DeleteFileResponse> HandleAsync(Client client, DeleteFileRequest request, CancellationToken cancellationToken)
    {
        for (var i = 0; i < MostTries; i++)
        {
            var job = await FindAsync(client, request.FileId, cancellationToken);
            job = await poller.AskAsync(job, cancellationToken);
            if (!job.Job.HasEnded)
                throw InUse(request.FileId, $"job '{job.Job.Id}' ({job.Job.Status})");
            // Recorded afterwards: one that is gone at the service is no fault when it is tried again.
            await service.DeleteFileAsync(request.FileId, cancellationToken);
            if (await jobs.TryReplaceAsync(job, job.WithoutFile(request.FileId), cancellationToken) is not null)
                break;
        }

        return new DeleteFileResponse { FileId = request.FileId, Deleted = true };
    }

    private async Task<TrainingJob> FindAsync(Client client, string fileId, CancellationToken cancellationToken)
    {
        if (await jobs.FindByFileAsync(client.Id, fileId, cancellationToken) is { } job)
            return job;
        if (await jobs.ReadPendingAsync(client, cancellationToken).AnyAsync(pending => pending.Files.Contains(fileId), cancellationToken))
            throw InUse(fileId, "a job that is being created");
        throw GatewayException.NotFound("file", fileId);
    }

    private static GatewayException InUse(string fileId, string by) =>
        new(ErrorKind.Conflict, $"File '{fileId.Shorten(ShortText.Quoted)}' is in use by {by}.");
}
