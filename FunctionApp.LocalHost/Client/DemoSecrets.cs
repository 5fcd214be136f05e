namespace BotGateway.LocalHost.Client;

/// <summary>The secrets of the client <c>default</c> of every LocalHost. They are published in docs/api.md and valid nowhere else.</summary>
public static class DemoSecrets
{
    public const string ClientId = "default";

    public const string User = "local-user";

    public const string Pass = "local-pass";
}
