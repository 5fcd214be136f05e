using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Hosting;

FunctionsApplication.CreateBuilder(args).Build().Run();

internal sealed class Hello
{
    [Function("Hello")]
    public static HttpResponseData Run([HttpTrigger(AuthorizationLevel.Anonymous, Route = "hello")] HttpRequestData request) =>
        request.CreateResponse(HttpStatusCode.OK);
}
