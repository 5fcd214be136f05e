using System.Collections.Frozen;
using NodaTime;

namespace BotGateway.Routines;

/// <summary>The zones of the IANA time zone database, as NodaTime carries it: the same names and rules on every machine.</summary>
internal static class TimeZones
{
    // NodaTime also accepts names such as 'UTC+05', which are not IANA names.
    private static readonly FrozenSet<string> Names = DateTimeZoneProviders.Tzdb.Ids.ToFrozenSet(StringComparer.Ordinal);

    /// <returns>The zone; null if there is none of exactly this name.</returns>
    public static DateTimeZone? Find(string name) => Names.Contains(name) ? DateTimeZoneProviders.Tzdb[name] : null;

    /// <summary>Finds the zone of a routine that was kept when a name could be any file of the machine's folder of zones.</summary>
    /// <returns>The zone, or null if there is none.</returns>
    public static DateTimeZone? FindKept(string name) =>
        // The folders 'posix' and 'right' have copies of the zones. Other names that were accepted ('Factory', the machine's own) meant UTC.
        Find(name)
            ?? Find(string.Join('/', name.Split('/').Where(part => part is not ("" or "posix" or "right"))))
            ?? (name is "Factory" or "localtime" ? DateTimeZone.Utc : null);
}
