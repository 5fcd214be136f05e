namespace BotGateway.LocalHost.ApiDescription;

/// <summary>An HTTP status other than 200: when it is returned, and its headers in addition to <c>x-request-id</c>.</summary>
internal sealed record ApiError(int Status, string Description, string[] Headers, params ErrorExample[] Examples);
