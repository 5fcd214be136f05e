using System.Text;

namespace BotGateway.Cli;

/// <summary>What the process is connected to.</summary>
internal sealed record Terminal
{
    private const int WidthOfPipes = 80;

    public required TextReader Input { get; init; }

    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    public required Func<string, string?> Environment { get; init; }

    public string Directory { get; init; } = System.IO.Directory.GetCurrentDirectory();

    public bool IsInputTerminal { get; init; }

    public bool IsOutputTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    public int Width { get; init; } = WidthOfPipes;

    /// <summary>Waits between two looks at a job.</summary>
    public Func<TimeSpan, CancellationToken, Task> Pause { get; init; } = Task.Delay;

    /// <summary>Whether colors may be used (no-color.org).</summary>
    public bool HasColors => string.IsNullOrEmpty(Environment("NO_COLOR")) && !IsDumb;

    public bool IsDumb => Environment("TERM") == "dumb";

    public static Terminal OfProcess() => new()
    {
        // Pipes are UTF-8 whatever the locale says, like the files that they come from and go to.
        Input = Console.IsInputRedirected ? new StreamReader(Console.OpenStandardInput(), Utf8) : Console.In,
        Output = Console.IsOutputRedirected ? new StreamWriter(Console.OpenStandardOutput(), Utf8) { AutoFlush = true, NewLine = "\n" } : Console.Out,
        Error = Console.IsErrorRedirected ? new StreamWriter(Console.OpenStandardError(), Utf8) { AutoFlush = true, NewLine = "\n" } : Console.Error,
        Environment = System.Environment.GetEnvironmentVariable,
        IsInputTerminal = !Console.IsInputRedirected,
        IsOutputTerminal = !Console.IsOutputRedirected,
        IsErrorTerminal = !Console.IsErrorRedirected,
        Width = Console.IsOutputRedirected || Console.WindowWidth < 1 ? WidthOfPipes : Console.WindowWidth,
    };

    private static UTF8Encoding Utf8 => new(encoderShouldEmitUTF8Identifier: false);
}
