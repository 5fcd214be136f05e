using System.Globalization;
using BotGateway.LocalHost.Client;

namespace BotGateway.LocalHost.Demo;

/// <summary>Shows the demo on a terminal, or line by line in a file.</summary>
internal sealed class DemoScreen(TextWriter output, bool isTerminal, bool hasColours)
{
    private const int BarWidth = 30;
    private const int Indent = 4;

    private string _progress = "";

    /// <summary>The console; with colours only on a terminal and unless NO_COLOR is set (no-color.org).</summary>
    public static DemoScreen ForConsole()
    {
        var isTerminal = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
        return new DemoScreen(Console.Out, isTerminal, isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));
    }

    public void Step(int number, int count, string title)
    {
        output.WriteLine();
        output.WriteLine(Paint("1", $"{number}/{count}  {title}"));
    }

    public void Request(string request) => output.WriteLine($"  {Paint("36", "→")} {Paint("2", ShortJson.Of(request, Indent))}");

    public void Answer(GatewayAnswer answer, TimeSpan elapsed)
    {
        var status = Paint(answer.Status < 400 ? "32" : "33", answer.Status.ToString(CultureInfo.InvariantCulture));
        output.WriteLine(
            $"  {Paint("36", "←")} {status} {ShortJson.Of(answer.Body, Indent)} {Paint("2", $"{elapsed.TotalMilliseconds:0} ms")}");
    }

    /// <summary>Shows a webhook whose signature has been verified.</summary>
    public void Webhook(ReceivedWebhook webhook) => output.WriteLine(
        $"  {Paint("36", "←")} {Paint("32", "webhook")} {ShortJson.Of(webhook.Body, Indent)} {Paint("2", "signature verified")}");

    /// <summary>Shows progress: a bar on a terminal, otherwise a line for each new text.</summary>
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

    /// <summary>Leaves the progress bar and continues on the next line.</summary>
    public void EndProgress()
    {
        if (isTerminal && _progress.Length > 0)
            output.WriteLine();
        _progress = "";
    }

    public void Passed() => output.WriteLine($"  {Paint("32", "✓")}");

    public void Failed(string reason) => output.WriteLine($"  {Paint("31", "✗")} {reason}");

    public void Say(string text)
    {
        output.WriteLine();
        output.WriteLine(text);
    }

    private string Paint(string code, string text) => hasColours ? $"\e[{code}m{text}\e[0m" : text;
}
