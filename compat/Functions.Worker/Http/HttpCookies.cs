namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>A cookie of a request.</summary>
public interface IHttpCookie;

/// <summary>The cookies that a response sets.</summary>
public abstract class HttpCookies;
