namespace BotGateway.LocalHost.Vault;

/// <summary>The operation that a request selects. An empty version means the newest one; clients send it with and without the slash.</summary>
internal sealed record VaultRoute(string Operation, string Name, string Version)
{
    public const string GetKey = "get-key";
    public const string ListVersions = "list-versions";
    public const string Decrypt = "decrypt";
    public const string Unknown = "unknown";

    public static VaultRoute Of(HttpRequestMessage request)
    {
        var segments = request.RequestUri!.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return (request.Method.Method, segments) switch
        {
            ("GET", ["keys", var name, "versions"]) => new(ListVersions, name, ""),
            ("GET", ["keys", var name]) => new(GetKey, name, ""),
            ("GET", ["keys", var name, var version]) => new(GetKey, name, version),
            ("POST", ["keys", var name, "decrypt"]) => new(Decrypt, name, ""),
            ("POST", ["keys", var name, var version, "decrypt"]) => new(Decrypt, name, version),
            _ => new(Unknown, "", ""),
        };
    }
}
