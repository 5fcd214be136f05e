using System.Security.Claims;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace BotGateway.LocalHost.Hosting;

/// <summary>A request from Kestrel, as passed to a function.</summary>
internal sealed class LocalRequest : HttpRequestData
{
    private readonly HttpRequest _request;

    public LocalRequest(HttpRequest request, FunctionContext invocation)
        : base(invocation)
    {
        _request = request;
        foreach (var (name, values) in request.Headers)
            Headers.TryAddWithoutValidation(name, values.AsEnumerable());
    }

    public override Stream Body => _request.Body;

    public override HttpHeadersCollection Headers { get; } = new();

    public override IReadOnlyCollection<IHttpCookie> Cookies => [];

    public override Uri Url => new(_request.GetEncodedUrl());

    public override IEnumerable<ClaimsIdentity> Identities => [];

    public override string Method => _request.Method;

    public override HttpResponseData CreateResponse() => new LocalResponse(FunctionContext);
}
