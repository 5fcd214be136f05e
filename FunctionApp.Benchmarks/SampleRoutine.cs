using System.Globalization;
using BotGateway.LocalHost.Client;
using BotGateway.Routines;
using BotGateway.Tables;

namespace BotGateway.Benchmarks;

/// <summary>Routines of the demo client that are due once a year, at different times of a month that is half a year away.</summary>
internal static class SampleRoutine
{
    /// <summary>Creates one with its own bot and thread, which need not exist.</summary>
    public static Routine Of(int number, DateTimeOffset now) => new Routine
    {
        Id = EntityId.New("routine", TimeProvider.System),
        ClientId = DemoSecrets.ClientId,
        BotId = EntityId.New("bot", TimeProvider.System),
        ThreadId = EntityId.New("thread", TimeProvider.System),
        Plan = new RoutinePlan("Benchmark", "Resume la semana.", Schedule.Parse(Yearly(number, now.AddMonths(6).Month), "Etc/UTC"), null, null, null),
    }.Activate(now);

    private static string Yearly(int number, int month) =>
        string.Create(CultureInfo.InvariantCulture, $"{number % 60} {number / 60 % 24} {(number / 60 / 24 % 28) + 1} {month} *");
}
