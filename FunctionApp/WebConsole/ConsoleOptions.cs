namespace BotGateway.WebConsole;

/// <summary>The settings <c>Console__*</c>.</summary>
internal sealed class ConsoleOptions
{
    public const string Section = "Console";

    /// <summary>Whether <c>GET /console</c> returns the operators' view, to those whom App Service authentication has signed in. Default false.</summary>
    public bool Enabled { get; set; }
}
