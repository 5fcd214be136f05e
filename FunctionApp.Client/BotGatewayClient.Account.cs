using BotGateway.Contracts;

namespace BotGateway.Client;

/// <content>The client itself.</content>
public sealed partial class BotGatewayClient
{
    /// <summary><c>check_credentials</c>: confirms that the client's authentication works; otherwise it throws with status 401.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response.</returns>
    public Task<CheckCredentialsResponse> CheckCredentialsAsync(CancellationToken cancellationToken = default) =>
        ReadAsync<CheckCredentialsRequest, CheckCredentialsResponse>("check_credentials", new CheckCredentialsRequest(), cancellationToken);

    /// <summary><c>usage</c>: reads what the client has used in a time, and its budgets, with one page of the items.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response.</returns>
    public Task<UsageResponse> UsageAsync(UsageRequest request, CancellationToken cancellationToken = default) =>
        ReadAsync<UsageRequest, UsageResponse>("usage", request, cancellationToken);

    /// <summary><c>usage</c>: lists what the client has used, by day, bot or model.</summary>
    /// <param name="request">What to list; null for the days of this month. <c>Limit</c> is the number of items per page.</param>
    /// <returns>The items, which are requested page by page.</returns>
    public AsyncPages<UsageResponse, UsageSum> ListUsage(UsageRequest? request = null) => new(
        request?.Next,
        (next, cancellationToken) => UsageAsync((request ?? new()) with { Next = next }, cancellationToken),
        page => (page.Items, page.Next));

    /// <summary><c>erase</c>: deletes everything of the client, for good. It takes minutes; calling it again shows the progress.</summary>
    /// <param name="request">The request, which repeats the client's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How far it is.</returns>
    public Task<EraseResponse> EraseAsync(EraseRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync<EraseRequest, EraseResponse>("erase", request, cancellationToken);
}
