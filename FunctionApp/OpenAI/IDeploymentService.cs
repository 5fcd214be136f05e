using BotGateway.Http;

namespace BotGateway.OpenAI;

/// <summary>The management plane of the model service, which gives trained models a place to run.</summary>
/// <remarks>
/// Every member throws a <see cref="GatewayException"/> where it does not do what it is asked: Throttled, Internal (the gateway may not), Upstream or InDoubt.
/// </remarks>
internal interface IDeploymentService
{
    /// <summary>Begins to deploy a model; asking again for the same deployment changes nothing.</summary>
    /// <param name="name">The deployment's name, by which the model is called afterwards.</param>
    Task<string> StartAsync(string name, string model, CancellationToken cancellationToken);

    /// <returns>The service's word for it; null where there is no such deployment.</returns>
    Task<string?> FindStateAsync(string name, CancellationToken cancellationToken);

    /// <summary>Begins to remove a deployment. One that is gone already is no fault.</summary>
    Task RemoveAsync(string name, CancellationToken cancellationToken);
}
