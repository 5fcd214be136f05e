namespace BotGateway.LocalHost.Client;

/// <summary>The secrets of LocalHost's first client. They are published in docs/api.md and valid nowhere else.</summary>
public static class DemoSecrets
{
    /// <summary>The client's id.</summary>
    public const string ClientId = "default";

    /// <summary>The client's USER.</summary>
    public const string User = "local-user";

    /// <summary>The client's PASS.</summary>
    public const string Pass = "local-pass";
}
