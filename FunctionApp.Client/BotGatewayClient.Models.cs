using BotGateway.Contracts;

namespace BotGateway.Client;

/// <content>Models and their deployments.</content>
public sealed partial class BotGatewayClient
{
    /// <summary><c>list_models</c>: lists the models that the client may use. A page can be empty and still not be the last.</summary>
    /// <param name="request">What to list; null for all. <c>Limit</c> is the number of items per page.</param>
    /// <returns>The items, which are requested page by page.</returns>
    public AsyncPages<ListModelsResponse, ModelSummary> ListModels(ListModelsRequest? request = null) => new(
        request?.Next,
        (next, cancellationToken) => ReadAsync<ListModelsRequest, ListModelsResponse>("list_models", (request ?? new()) with { Next = next }, cancellationToken),
        page => (page.Models, page.Next));

    /// <summary><c>deploy_model</c>: deploys a trained model, which is billed by the hour.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response.</returns>
    public Task<DeployModelResponse> DeployModelAsync(DeployModelRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync<DeployModelRequest, DeployModelResponse>("deploy_model", request, cancellationToken);

    /// <summary><c>undeploy_model</c>: removes the deployment of a trained model.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response.</returns>
    public Task<UndeployModelResponse> UndeployModelAsync(UndeployModelRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync<UndeployModelRequest, UndeployModelResponse>("undeploy_model", request, cancellationToken);

    /// <summary><c>delete_model</c>: deletes a trained model and its deployment.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response.</returns>
    public Task<DeleteModelResponse> DeleteModelAsync(DeleteModelRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync<DeleteModelRequest, DeleteModelResponse>("delete_model", request, cancellationToken);
}
