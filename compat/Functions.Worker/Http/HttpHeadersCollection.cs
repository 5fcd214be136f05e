using System.Net.Http.Headers;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>HTTP headers of any kind, without regard to which of them belong to the content.</summary>
public class HttpHeadersCollection : HttpHeaders;
