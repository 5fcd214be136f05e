using System.ClientModel;
using BotGateway.Http;

namespace BotGateway.OpenAI;

/// <summary>Changes jobs at the model service.</summary>
internal sealed class OpenAIJobControl(OpenAIConnection connection, ServiceCalls calls)
{
    /// <exception cref="GatewayException">Conflict: the service refuses, as of a job that has ended; or as <see cref="IModelService"/> lists them.</exception>
    public Task<JobSnapshot> RunAsync(string jobId, JobAction action, CancellationToken cancellationToken)
    {
        var verb = action.ToString().ToLowerInvariant();
        return calls.RunAsync(
            $"{verb}_fine_tuning_job",
            null,
            async call =>
            {
                try
                {
                    return JobReader.Read(await connection.SendAsync(call, "POST", $"fine_tuning/jobs/{Uri.EscapeDataString(jobId)}/{verb}"));
                }
                catch (ClientResultException refused) when (refused.Status is 400 or 404 or 405 or 409 or 422)
                {
                    throw new GatewayException(
                        ErrorKind.Conflict,
                        $"The model service does not {verb} job '{jobId}'{ServiceFailure.Read(refused, call.Now).Explanation}",
                        refused);
                }
            },
            cancellationToken);
    }
}
