using System.CommandLine;
using BotGateway.Benchmarks.Messaging;
using BotGateway.Benchmarks.Requests;
using BotGateway.Benchmarks.Startup;
using BotGateway.LocalHost;

namespace BotGateway.Benchmarks;

/// <summary>Measures what docs/performance.md shows, and prints its tables.</summary>
internal static class PerformanceCommand
{
    private static readonly string[] Parts = ["requests", "messaging", "validation", "startup"];

    // Several times what it takes on a quiet machine.
    private static readonly TimeSpan Limit = TimeSpan.FromHours(1);

    public static Command Create()
    {
        var parts = new Argument<string[]>("parts") { Description = "What to measure; everything if omitted", Arity = ArgumentArity.ZeroOrMore };
        parts.AcceptOnlyFromAmong(Parts);
        var rounds = BenchmarkCommand.Number("--rounds", "Rounds of each part", 9, 1, 100);
        var milliseconds = BenchmarkCommand.Number("--milliseconds", "The duration of a server's load in each round", 1_000, 200, 10_000);
        var command = new Command(
            "performance",
            "Measures what a request costs compared with the previous service and with the bounds, a message on short and long threads, the validation of training "
            + "data and the start, and prints the tables of docs/performance.md in both languages. Everything is on loopback. Linux only.")
        {
            parts, rounds, milliseconds,
        };
        command.SetAction(async (parsed, stop) =>
        {
            if (!OperatingSystem.IsLinux())
                throw new StartupException("This measures processor times as Linux tells them.");
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
            limit.CancelAfter(Limit);
            var chosen = parsed.GetValue(parts) is { Length: > 0 } some ? some : Parts;
            await MeasureAsync(chosen, parsed.GetRequiredValue(rounds), TimeSpan.FromMilliseconds(parsed.GetRequiredValue(milliseconds)), Console.Out, limit.Token);
        });
        return command;
    }

    private static async Task MeasureAsync(string[] parts, int rounds, TimeSpan duration, TextWriter output, CancellationToken stop)
    {
        using var spanish = new StringWriter();
        await WriteAsync(Machine.DescribeAsync(stop));
        foreach (var part in Parts.Where(parts.Contains))
        {
            await WriteAsync(part switch
            {
                "requests" => RequestRounds.MeasureAsync(rounds, duration, stop),
                "messaging" => MessagingCost.MeasureAsync(rounds, stop),
                "validation" => ValidationSpeed.MeasureAsync(rounds, stop),
                _ => StartupTimes.MeasureAsync(rounds, stop),
            });
        }

        await output.WriteAsync($"{spanish}");

        // At once, in case a later part fails.
        async Task WriteAsync(Task<string> part)
        {
            var text = await part;
            await output.WriteLineAsync(text);
            await spanish.WriteLineAsync(SpanishTables.Translate(text));
        }
    }
}
