using System.CommandLine;

namespace BotGateway.Benchmarks;

/// <summary>The command line.</summary>
internal static class BenchmarkCommand
{
    // What the large number of idle rows is compared with.
    private const int FewIdle = 1_000;

    // Of more items at once a tick leaves some to the next, or fetches their places in another number of pages.
    private const int MostDue = 500;

    // Several times what the defaults take on two busy cores.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    /// <summary>Makes the command.</summary>
    /// <returns>The command; it ends with 0 where a tick's operations do not grow with idle rows, else 1.</returns>
    public static RootCommand Create()
    {
        var idle = Number("--idle", "Routines that are not due, and as many settled jobs, in the large run", 100_000, FewIdle, 1_000_000);
        var due = Number("--due", "Routines that are due, each on its own bot and thread", 100, 1, MostDue);
        var running = Number("--running", "Jobs that are due to be asked for", 100, 1, MostDue);
        var ticks = Number("--ticks", "Ticks to measure with work due, and as many with nothing due", 3, 1, 100);
        var command = new RootCommand(
            $"Runs ticks of the function Scheduler on Azurite and a simulated model service, over {FewIdle:N0} and over many idle routines and jobs, "
            + "and counts their operations. Ends with 0 where both take the same, as they must; with 1 where not. "
            + "Times are Azurite's, which searches a whole table for each query; the Table service reads ranges by their keys.")
        {
            idle, due, running, ticks,
        };
        command.SetAction((parsed, stop) => MeasureAsync(
            new Workload(parsed.GetRequiredValue(idle), parsed.GetRequiredValue(due), parsed.GetRequiredValue(running)),
            parsed.GetRequiredValue(ticks),
            stop));
        command.Subcommands.Add(CreateByTurns(
            "refusals",
            "Measures how long 401s take for clients that exist and for names that do not, by turns in one run",
            Number("--count", "Requests to measure of each client and form of token", 2_000, 100, 1_000_000),
            RefusalTimes.MeasureAsync));
        command.Subcommands.Add(CreateByTurns(
            "startup",
            "Measures LocalHost's start up to its first answers beside that of an empty ASP.NET app, by turns in one run",
            Number("--count", "Starts to measure of each", 10, 1, 1_000),
            StartupTimes.MeasureAsync));
        command.Subcommands.Add(CreateByTurns(
            "uploads",
            "Measures how much memory requests take that nobody has signed: small ones, and large ones at once that do not tell their size",
            Number("--count", "Large requests at once", 100, 1, 1_000),
            UploadMemory.MeasureAsync));
        command.Subcommands.Add(CreateByTurns(
            "datasets",
            "Measures how much memory training data in parts takes: while the parts come, and while they go to the model service; client and simulated service included",
            Number("--count", "Parts of 8 MB", 13, 1, 60),
            DatasetMemory.MeasureAsync));
        command.Subcommands.Add(CreateByTurns(
            "hostile",
            "Measures what bodies cost that are made to cost much, of strangers and of a client, and how long connections last that hardly send",
            Number("--count", "Large requests at once beside a client's small ones", 60, 1, 1_000),
            HostileBodies.MeasureAsync));
        command.Subcommands.Add(CreateByTurns(
            "training",
            "Measures what it takes to check training data and write it as a file: usual examples, and data that is meant to take much memory or time",
            Number("--megabytes", "How large each is", 50, 1, 1_000),
            TrainingData.MeasureAsync));
        command.Subcommands.Add(FairnessCommand.Create());
        command.Subcommands.Add(SpreadCommand.Create());
        return command;
    }

    /// <summary>Makes an option that takes a number between two others.</summary>
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
