using System.CommandLine;
using BotGateway.Benchmarks.Parts;

namespace BotGateway.Benchmarks;

internal static class BenchmarkCommand
{
    // The baseline for the large number of idle rows.
    private const int FewIdle = 1_000;

    // With more, a tick would leave some to the next one, or read the index in another number of pages.
    private const int MostDue = 500;

    // Several times the duration of the defaults on two busy cores.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    public static RootCommand Create()
    {
        var idle = Number("--idle", "Idle routines, and as many ended jobs, in the large run", 100_000, FewIdle, 1_000_000);
        var due = Number("--due", "Due routines, each with its own bot and thread", 100, 1, MostDue);
        var running = Number("--running", "Jobs that are due for a poll", 100, 1, MostDue);
        var ticks = Number("--ticks", "Ticks to measure with work due, and as many with nothing due", 3, 1, 100);
        var command = new RootCommand(
            $"Runs ticks of the function Scheduler against Azurite and a simulated model service, with {FewIdle:N0} and with many idle routines and jobs, "
            + "and counts their operations. Exits with 0 if both counts are equal, as they must be; otherwise with 1. "
            + "The times are those of Azurite, which scans the whole table for each query; the Table service reads key ranges.")
        {
            idle, due, running, ticks,
        };
        command.SetAction((parsed, stop) => MeasureAsync(
            new Workload(parsed.GetRequiredValue(idle), parsed.GetRequiredValue(due), parsed.GetRequiredValue(running)),
            parsed.GetRequiredValue(ticks),
            stop));
        command.Subcommands.Add(CreateByTurns(
            "unauthorized",
            "Measures how long a 401 takes for existing clients and for unknown ids",
            Number("--count", "Requests per client and kind of token", 2_000, 100, 1_000_000),
            UnauthorizedTimes.MeasureAsync));
        command.Subcommands.Add(CreateByTurns(
            "uploads",
            "Measures the memory of unauthenticated requests: small ones, and concurrent large ones without a declared size",
            Number("--count", "Concurrent large requests", 100, 1, 1_000),
            UploadMemory.MeasureAsync));
        command.Subcommands.Add(CreateByTurns(
            "datasets",
            "Measures the memory of training data in parts, during upload and training; includes the client and the simulated service",
            Number("--count", "Parts of 8 MB", 13, 1, 60),
            DatasetMemory.MeasureAsync));
        command.Subcommands.Add(CreateByTurns(
            "hostile",
            "Measures the cost of bodies designed to be expensive, from unauthenticated senders and from a client, and how long slow connections last",
            Number("--count", "Concurrent large requests while a client sends small ones", 60, 1, 1_000),
            HostileBodies.MeasureAsync));
        command.Subcommands.Add(CreateByTurns(
            "training",
            "Measures validating training data and writing it to a file, for usual data and for data designed to be expensive",
            Number("--megabytes", "The size of each, in MB", 50, 1, 1_000),
            TrainingData.MeasureAsync));
        command.Subcommands.Add(PerformanceCommand.Create());
        command.Subcommands.Add(PartsCommand.Create());
        command.Subcommands.Add(FairnessCommand.Create());
        command.Subcommands.Add(SpreadCommand.Create());
        return command;
    }

    public static Option<int> Number(string name, string description, int usual, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var number) && (number < least || number > most))
                result.AddError($"{name} must be between {least} and {most}.");
        });
        return option;
    }

    private static Command CreateByTurns(string name, string description, Option<int> count, Func<int, TextWriter, CancellationToken, Task> measure)
    {
        var command = new Command(name, description) { count };
        command.SetAction((parsed, stop) => measure(parsed.GetRequiredValue(count), Console.Out, stop));
        return command;
    }

    private static async Task<int> MeasureAsync(Workload workload, int ticks, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Limit);
        var small = await Scenario.MeasureAsync(workload with { Idle = FewIdle }, ticks, Console.WriteLine, limit.Token);
        var large = await Scenario.MeasureAsync(workload, ticks, Console.WriteLine, limit.Token);

        var report = new Report(small, large);
        Console.WriteLine();
        report.Write(Console.Out);
        Console.WriteLine();
        string[] findings = [.. report.Findings()];
        Console.WriteLine(findings is [] ? "Operations do not grow with idle rows." : string.Join(Environment.NewLine, findings));
        return findings is [] ? 0 : 1;
    }
}
