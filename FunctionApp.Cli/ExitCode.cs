namespace BotGateway.Cli;

/// <summary>The exit codes, as docs/cli.md lists them.</summary>
internal static class ExitCode
{
    public const int Ok = 0;
    public const int Internal = 1;
    public const int Usage = 2;
    public const int Refused = 3;
    public const int NotFound = 4;
    public const int Unavailable = 5;
    public const int Partial = 6;

    /// <summary>Ended by Ctrl-C, as shells count it.</summary>
    public const int Interrupted = 130;
}
