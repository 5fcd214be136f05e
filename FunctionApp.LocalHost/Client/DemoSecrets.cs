namespace BotGateway.LocalHost.Client;

/// <summary>What LocalHost's only client at first shares with it: published in the README, and of no use anywhere else.</summary>
public static class DemoSecrets
{
    /// <summary>The client's id.</summary>
    public const string ClientId = "default";

    /// <summary>The client's USER.</summary>
    public const string User = "local-user";

    /// <summary>The client's PASS.</summary>
    public const string Pass = "local-pass";
}
