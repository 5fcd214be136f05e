namespace BotGateway.Http;

/// <summary>The settings <c>OpenApi__*</c>.</summary>
internal sealed class OpenApiOptions
{
    public const string Section = "OpenApi";

    /// <summary>Whether <c>GET /openapi.json</c> returns the description of the API. Default true.</summary>
    public bool Enabled { get; set; } = true;
}
