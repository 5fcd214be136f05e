using System.Collections.Concurrent;
using BotGateway.Routines;
using NodaTime;

namespace BotGateway.Tests.Routines;

/// <summary>
/// Due times around the changes of clocks, against a computation that knows neither cron nor zones' rules: it walks through real time minute by minute
/// and looks at what the zone's clock shows.
/// </summary>
public sealed class ClockChangeTests
{
    private const int HoursBefore = 4;
    private const int HoursAfter = 26;

    private static readonly Instant First = Instant.FromUtc(2026, 1, 1, 0, 0);
    private static readonly Instant End = Instant.FromUtc(Thoroughness.IsWanted ? 2038 : 2028, 1, 1, 0, 0);

    [Fact]
    public void At_every_change_of_every_zone_from_2026_on_each_time_is_due_as_often_as_promised()
    {
        var faults = new ConcurrentBag<string>();
        Parallel.ForEach(DateTimeZoneProviders.Tzdb.Ids, name =>
        {
            var zone = DateTimeZoneProviders.Tzdb[name];
            // The first is no change but for zones that have one then: so every zone is looked at.
            foreach (var change in zone.GetZoneIntervals(First, End).Select(interval => interval.HasStart ? Instant.Max(interval.Start, First) : First))
            {
                var window = Window.Around(zone, change);
                foreach (var expression in Expressions(window))
                {
                    if (Compare(name, window, expression) is { } fault)
                        faults.Add(fault);
                }
            }
        });

        Assert.True(faults.IsEmpty, $"{faults.Count} faults:\n{string.Join('\n', faults.Order(StringComparer.Ordinal).Take(20))}");
    }

    private static string? Compare(string zone, Window window, Expression expression)
    {
        var expected = window.DueTimes(expression);
        var schedule = Schedule.Parse(expression.Text, zone);
        var after = window.Start.ToDateTimeOffset().AddTicks(-1);
        for (var i = 0; ; i++)
        {
            var due = schedule.Next(after);
            if (due is not { } time || time >= window.End.ToDateTimeOffset())
                return i == expected.Count ? null : $"{zone} '{expression.Text}': {expected[i]} is missing";
            if (i == expected.Count || time != expected[i].ToDateTimeOffset())
                return $"{zone} '{expression.Text}': {time:O} after {after:O}, not {(i == expected.Count ? "that" : expected[i])}";
            after = time;
        }
    }

    // At both ends of what is skipped or comes twice, within it, and just outside.
    private static IEnumerable<Expression> Expressions(Window window)
    {
        var (from, to) = window.Changed;
        foreach (var time in new[] { from - 1, from, (from + to) / 2, to - 1, to }.Select(time => (Hour: (int)(time / 60 % 24), Minute: (int)(time % 60))).Distinct())
        {
            yield return new($"{time.Minute} {time.Hour} * * *", (h, m) => (h, m) == time, IsInterval: false);
            yield return new($"30 {time.Minute} {time.Hour} * * *", (h, m) => (h, m) == time, IsInterval: false, Second: 30);
        }

        var hour = (int)(from / 60 % 24);
        yield return new($"0,30 {hour},{(hour + 1) % 24} * * *", (h, m) => m is 0 or 30 && (h == hour || h == (hour + 1) % 24), IsInterval: false);
        yield return new("*/15 * * * *", (_, m) => m % 15 == 0, IsInterval: true);
        yield return new("10 * * * *", (_, m) => m == 10, IsInterval: true);
        yield return new("5-55/25 */2 * * *", (h, m) => h % 2 == 0 && m is (5 or 30 or 55), IsInterval: true);
        yield return new($"45 20-50 {hour} * * *", (h, m) => h == hour && m is >= 20 and <= 50, IsInterval: true, Second: 45);
    }

    private sealed record Expression(string Text, Func<int, int, bool> Matches, bool IsInterval, int Second = 0)
    {
        public bool IsDue(long local) => Matches((int)(local / 60 % 24), (int)(local % 60));
    }

    /// <summary>What the clock of a zone shows at each minute around a change, as minutes since 1970 by that clock.</summary>
    private sealed record Window(Instant Start, Instant End, long[] Shown)
    {
        // The local times that are skipped or come twice: from, inclusive, and to, exclusive.
        public (long From, long To) Changed
        {
            get
            {
                var (before, after) = (Shown[(HoursBefore * 60) - 1] + 1, Shown[HoursBefore * 60]);
                return (Math.Min(before, after), Math.Max(before, after));
            }
        }

        public static Window Around(DateTimeZone zone, Instant change)
        {
            var start = change - Duration.FromHours(HoursBefore);
            var shown = new long[(HoursBefore + HoursAfter) * 60];
            for (var i = 0; i < shown.Length; i++)
            {
                var time = start + Duration.FromMinutes(i);
                shown[i] = (time.ToUnixTimeSeconds() + zone.GetUtcOffset(time).Seconds) / 60;
            }

            return new Window(start, change + Duration.FromHours(HoursAfter), shown);
        }

        public List<Instant> DueTimes(Expression expression)
        {
            var due = new List<Instant>();
            var latest = Shown[0] - 1;
            for (var i = 0; i < Shown.Length; i++)
            {
                var minute = Start + Duration.FromMinutes(i);
                var isSkipped = false;
                for (var skipped = latest + 1; skipped < Shown[i]; skipped++)
                    isSkipped |= expression.IsDue(skipped);
                if (isSkipped)
                    due.Add(minute);

                var comesAgain = Shown[i] <= latest;
                var time = minute + Duration.FromSeconds(expression.Second);
                if (expression.IsDue(Shown[i]) && (expression.IsInterval || !comesAgain) && !(isSkipped && time == minute))
                    due.Add(time);
                latest = Math.Max(latest, Shown[i]);
            }

            return due;
        }
    }
}
