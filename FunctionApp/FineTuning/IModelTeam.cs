using BotGateway.Contracts;
using BotGateway.Http;

namespace BotGateway.FineTuning;

/// <summary>Creates the team of bots that a client wants on its trained model.</summary>
internal interface IModelTeam
{
    /// <returns>The job as it is stored now, when its team is settled; null if it has changed since it was read.</returns>
    /// <exception cref="GatewayException">The team could not be created; a retry uses the same ids.</exception>
    Task<TrainingJob?> StepAsync(TrainingJob job, CancellationToken cancellationToken);

    TeamProgress Describe(PlannedTeam team);
}
