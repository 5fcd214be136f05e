using System.Net;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>The HTTP response that a function gives.</summary>
public abstract class HttpResponseData
{
    /// <summary>Ties it to its invocation.</summary>
    /// <param name="functionContext">The invocation that the response ends.</param>
    public HttpResponseData(FunctionContext functionContext) => FunctionContext = functionContext;

    /// <summary>The status code.</summary>
    public abstract HttpStatusCode StatusCode { get; set; }

    /// <summary>The headers, those of the content among them.</summary>
    public abstract HttpHeadersCollection Headers { get; set; }

    /// <summary>The body.</summary>
    public abstract Stream Body { get; set; }

    /// <summary>The cookies to set.</summary>
    public abstract HttpCookies Cookies { get; }

    /// <summary>The invocation that the response ends.</summary>
    public FunctionContext FunctionContext { get; }
}
