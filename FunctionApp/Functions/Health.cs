using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace BotGateway.Functions;

/// <summary>Whether the gateway can work.</summary>
public sealed class Health(TimeProvider clock)
{
    /// <summary>Answers one request.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The answer.</returns>
    [Function("Health")]
    public async Task<HttpResponseData> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequestData request)
    {
        await Task.Delay(TimeSpan.Zero, clock);
        return request.CreateResponse();
    }
}
