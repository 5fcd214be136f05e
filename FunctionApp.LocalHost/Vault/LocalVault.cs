namespace BotGateway.LocalHost.Vault;

internal sealed class LocalVault(string dataDirectory, TimeProvider clock) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{dataDirectory} {clock}");
}
