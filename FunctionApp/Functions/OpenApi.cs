using System.Net;
using BotGateway.Http;
using BotGateway.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Options;

namespace BotGateway.Functions;

/// <summary>Describes the API: <c>GET /openapi.json</c> returns docs/openapi.json.</summary>
internal sealed class OpenApi(IOptionsMonitor<OpenApiOptions> options)
{
    private static readonly ReadOnlyMemory<byte> Document = ReadDocument();

    [Function("OpenApi")]
    public async Task<HttpResponseData> Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequestData request)
    {
        using var span = Tracing.StartInvocation("OpenApi", request.FunctionContext);
        if (!options.CurrentValue.Enabled)
            return request.CreateResponse(HttpStatusCode.NotFound);

        var response = request.CreateResponse();
        response.Headers.Add("Content-Type", "application/json");
        response.Headers.Add("x-request-id", request.FunctionContext.InvocationId);
        await response.Body.WriteAsync(Document, request.FunctionContext.CancellationToken);
        return response;
    }

    private static ReadOnlyMemory<byte> ReadDocument()
    {
        using var document = typeof(OpenApi).Assembly.GetManifestResourceStream("openapi.json")!;
        return BinaryData.FromStream(document).ToMemory();
    }
}
