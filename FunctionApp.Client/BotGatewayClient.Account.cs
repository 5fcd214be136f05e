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

    /// <summary><c>erase</c>: deletes everything of the client, for good. It takes minutes; calling it again shows the progress.</summary>
    /// <param name="request">The request, which repeats the client's id.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>How far it is.</returns>
    public Task<EraseResponse> EraseAsync(EraseRequest request, CancellationToken cancellationToken = default) =>
        WriteAsync<EraseRequest, EraseResponse>("erase", request, cancellationToken);
}
