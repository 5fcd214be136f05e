namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>The cookies that a response sets. Nothing here sets any, so this cannot be derived from as the official type can.</summary>
public abstract class HttpCookies
{
    private protected HttpCookies()
    {
    }
}
