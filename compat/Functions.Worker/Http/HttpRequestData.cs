using System.Security.Claims;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>An HTTP request as a function sees it.</summary>
public abstract class HttpRequestData
{
    /// <summary>Ties it to its invocation.</summary>
    /// <param name="functionContext">The invocation that the request started.</param>
    public HttpRequestData(FunctionContext functionContext) => FunctionContext = functionContext;

    /// <summary>The body; empty where the request has none.</summary>
    public abstract Stream Body { get; }

    /// <summary>The headers, those of the content among them.</summary>
    public abstract HttpHeadersCollection Headers { get; }

    /// <summary>The cookies.</summary>
    public abstract IReadOnlyCollection<IHttpCookie> Cookies { get; }

    /// <summary>The absolute address that was asked for.</summary>
    public abstract Uri Url { get; }

    /// <summary>The identities that the platform found.</summary>
    public abstract IEnumerable<ClaimsIdentity> Identities { get; }

    /// <summary>The HTTP method in upper case.</summary>
    public abstract string Method { get; }

    /// <summary>The invocation that the request started.</summary>
    public FunctionContext FunctionContext { get; }

    /// <summary>Makes the response to this request, with status 200 and an empty body.</summary>
    /// <returns>The response.</returns>
    public abstract HttpResponseData CreateResponse();
}
