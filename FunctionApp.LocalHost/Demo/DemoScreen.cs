using System.Globalization;
using BotGateway.LocalHost.Client;

namespace BotGateway.LocalHost.Demo;

/// <summary>Shows the demo on a terminal, or line by line in a file.</summary>
/// <param name="output">Where to.</param>
/// <param name="isTerminal">Whether a line can be drawn again.</param>
/// <param name="hasColours">Whether to colour.</param>
internal sealed class DemoScreen(TextWriter output, bool isTerminal, bool hasColours)
{
    private const int BarWidth = 30;
    private const int Indent = 4;

    private string _progress = "";

    /// <summary>The console as it is; colours only on a terminal, and none where NO_COLOR asks for none (no-color.org).</summary>
    /// <returns>The screen.</returns>
    public static DemoScreen ForConsole()
    {
        var isTerminal = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
        return new DemoScreen(Console.Out, isTerminal, isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));
    }

    /// <summary>Begins a step.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="title">What it shows.</param>
    public void Step(int number, int count, string title)
    {
        output.WriteLine();
        output.WriteLine(Paint("1", $"{number}/{count}  {title}"));
    }

    /// <summary>Shows a request.</summary>
    /// <param name="request">Its text.</param>
    public void Request(string request) => output.WriteLine($"  {Paint("36", "→")} {Paint("2", ShortJson.Of(request, Indent))}");

    /// <summary>Shows an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="elapsed">How long it took.</param>
    public void Answer(GatewayAnswer answer, TimeSpan elapsed)
    {
        var status = Paint(answer.Status < 400 ? "32" : "33", answer.Status.ToString(CultureInfo.InvariantCulture));
        output.WriteLine(
            $"  {Paint("36", "←")} {status} {ShortJson.Of(answer.Body, Indent)} {Paint("2", $"{elapsed.TotalMilliseconds:0} ms")}");
    }

    /// <summary>Shows how far something is: a bar that moves on a terminal, elsewhere a line for every new text.</summary>
    /// <param name="fraction">0 to 1.</param>
    /// <param name="text">What is going on.</param>
    public void Progress(double fraction, string text)
    {
        if (isTerminal)
        {
            var filled = (int)Math.Round(Math.Clamp(fraction, 0, 1) * BarWidth);
            output.Write($"\r  {Paint("32", new string('█', filled))}{new string('░', BarWidth - filled)} {fraction,4:0%} {text}\e[K");
        }
        else if (text != _progress)
        {
            output.WriteLine($"  … {text}");
        }

        _progress = text;
    }

    /// <summary>Leaves the progress bar as it is and goes on below it.</summary>
    public void EndProgress()
    {
        if (isTerminal && _progress.Length > 0)
            output.WriteLine();
        _progress = "";
    }

    /// <summary>The step went as the protocol promises.</summary>
    public void Passed() => output.WriteLine($"  {Paint("32", "✓")}");

    /// <summary>The step failed.</summary>
    /// <param name="reason">Why.</param>
    public void Failed(string reason) => output.WriteLine($"  {Paint("31", "✗")} {reason}");

    /// <summary>A line of its own.</summary>
    /// <param name="text">The line.</param>
    public void Say(string text)
    {
        output.WriteLine();
        output.WriteLine(text);
    }

    private string Paint(string code, string text) => hasColours ? $"\e[{code}m{text}\e[0m" : text;
}
