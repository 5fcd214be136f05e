using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace BotGateway.Functions;

/// <summary>The one HTTP entry.</summary>
public sealed class Dispatcher(TimeProvider clock)
{
    /// <summary>Answers one request.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The answer.</returns>
    [Function("Dispatcher")]
    public async Task<HttpResponseData> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "lambda")] HttpRequestData request)
    {
        await Task.Delay(TimeSpan.Zero, clock);
        return request.CreateResponse();
    }
}
