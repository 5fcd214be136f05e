namespace BotGateway.Cli;

/// <summary>Ends the command with a message for the user.</summary>
internal sealed class ToolException(int exitCode, string message) : Exception(message)
{
    public int ExitCode => exitCode;

    public static ToolException Usage(string message) => new(Cli.ExitCode.Usage, message);
}
