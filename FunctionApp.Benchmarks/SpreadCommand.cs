using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

namespace BotGateway.Benchmarks;

/// <summary>Measures how long routines that are due in the same minute take with one and with several instances.</summary>
internal static class SpreadCommand
{
    private const int ModelSeconds = 2;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static Command Create()
    {
        var routines = BenchmarkCommand.Number("--routines", "Routines, each with its own thread", 2_000, 50, 20_000);
        var clients = BenchmarkCommand.Number("--clients", "Clients that they belong to", 50, 1, 1_000);
        var apps = new Option<int[]>("--apps")
        {
            Description = "Numbers of app processes to measure",
            HelpName = "N",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [1, 2, 4],
        };
        apps.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => int.TryParse(token.Value, out var number) && number is < 1 or > 16))
                result.AddError("--apps must be between 1 and 16.");
        });
        var command = new Command(
            "spread",
            $"Measures how long 1, 2 and 4 app processes with one Azurite take for routines of many clients that are due at once; the model takes {ModelSeconds} s. "
            + "Exits with 0 if each is answered exactly once.")
        {
            routines, clients, apps,
        };
        command.SetAction(async (parsed, stop) =>
        {
            Console.WriteLine($"{"apps",4}{"routines",10}{"answered",10}{"once",8}{"seconds",9}{"tables/run",12}{"queue/run",11}{"Azurite CPU",13}{"apps' CPU",11}");
            var passed = true;
            foreach (var number in parsed.GetRequiredValue(apps))
                passed &= await MeasureAsync(number, parsed.GetRequiredValue(routines), parsed.GetRequiredValue(clients), stop);
            return passed ? 0 : 1;
        });
        return command;
    }

    private static async Task<bool> MeasureAsync(int apps, int routines, int clients, CancellationToken stop)
    {
        await using var fleet = await Fleet.StartAsync(clients, stop);
        for (var number = 0; number < apps; number++)
            await fleet.AddAsync(ticks: number == 0, ModelSeconds, stop);

        // Writing takes about 10 ms each.
        var due = NextMinute(DateTimeOffset.UtcNow + TimeSpan.FromMilliseconds(15 * routines));
        for (var number = 1; number <= clients; number++)
        {
            var count = (routines / clients) + (number <= routines % clients ? 1 : 0);
            await fleet.Rows.AddAsync(BenchmarkClients.Id(number), count, "Resume.", onOneThread: false, due, stop);
        }

        if (DateTimeOffset.UtcNow > due)
            throw new InvalidOperationException("The routines were due before all of them were written.");
        await Task.Delay(due - DateTimeOffset.UtcNow, stop);
        var (before, azurite, watch) = (await fleet.CountAsync(stop), fleet.AzuriteTime, Stopwatch.StartNew());
        var done = before;
        while ((done - before).Chats < routines && watch.Elapsed < Limit)
        {
            await Task.Delay(Pause, stop);
            done = await fleet.CountAsync(stop);
        }

        // The model has received the last message; its answer is yet to come and to be written.
        await Task.Delay(TimeSpan.FromSeconds(ModelSeconds) + (2 * Pause), stop);
        var (work, taken) = (await fleet.CountAsync(stop) - before, fleet.AzuriteTime - azurite);
        var measured = watch.Elapsed;
        var runs = (await fleet.Rows.ReadRunsAsync(null, stop)).Where(run => run.IsAnswered).ToList();
        var once = (await fleet.Rows.CountTurnsAsync(stop)).Count(turns => turns == 1);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{apps,4}{routines,10}{runs.Count,10}{once,8}{(runs.Count == 0 ? double.NaN : runs.Max(run => run.LagSeconds)),9:F1}"
            + $"{(double)work.Tables / routines,12:F1}{(double)work.Queues / routines,11:F1}{taken / measured,13:P0}{work.Processor / measured,11:P0}"));
        return runs.Count == routines && once == routines;
    }

    // The timer ticks on the minute.
    private static DateTimeOffset NextMinute(DateTimeOffset time) =>
        new DateTimeOffset(time.Year, time.Month, time.Day, time.Hour, time.Minute, 0, TimeSpan.Zero).AddMinutes(1);
}
