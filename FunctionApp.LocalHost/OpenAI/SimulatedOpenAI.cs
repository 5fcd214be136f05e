namespace BotGateway.LocalHost.OpenAI;

internal sealed class SimulatedOpenAI(string dataDirectory, TimeProvider clock) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{dataDirectory} {clock}");
}
