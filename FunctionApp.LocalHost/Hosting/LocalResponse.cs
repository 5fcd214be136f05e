using System.Net;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Extensions.Primitives;

namespace BotGateway.LocalHost.Hosting;

/// <summary>A function's response, buffered until the function ends.</summary>
internal sealed class LocalResponse(FunctionContext invocation) : HttpResponseData(invocation)
{
    public override HttpStatusCode StatusCode { get; set; } = HttpStatusCode.OK;

    public override HttpHeadersCollection Headers { get; set; } = new();

    public override Stream Body { get; set; } = new MemoryStream();

    public override HttpCookies Cookies => throw new NotSupportedException("LocalHost sets no cookies.");

    public static async Task SendAsync(HttpResponseData response, HttpResponse target, bool tellsLength, CancellationToken cancellationToken)
    {
        target.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.NonValidated)
            target.Headers[name] = new StringValues([.. values]);

        response.Body.Position = 0;
        if (tellsLength)
            target.ContentLength = response.Body.Length;
        await response.Body.CopyToAsync(target.Body, cancellationToken);
    }
}
