namespace BotGateway.WorkerHost;

/// <summary>How a program ended, and what it had printed.</summary>
internal sealed record ProcessResult(int ExitCode, string Output, string Error);
