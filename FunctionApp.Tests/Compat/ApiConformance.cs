namespace BotGateway.Tests.Compat;

/// <summary>Holds types against a listing: what is there must be listed, and what is listed may be missing.</summary>
internal static class ApiConformance
{
    public static IEnumerable<string> Deviations(IEnumerable<Type> types, ApiListing listing) =>
        types.SelectMany(type => Deviations(new ApiType(type), listing));

    private static IEnumerable<string> Deviations(ApiType type, ApiListing listing)
    {
        if (listing.Find(type.Name) is not { } listed)
            return [$"{type.Name} is not listed"];

        return type.Bases.Where(name => !listed.DerivesFrom(name)).Select(name => $"{type.Name} must not derive from {name}")
            .Concat(type.Members.Except(listed.Members).Select(member => $"{type.Name} must not have {member}"))
            .Concat(Owed(type, listed).Except(type.Members).Select(member => $"{type.Name} lacks {member}"));
    }

    // The one exception from "may be missing": without it, what derives from the type here would not compile against the official one.
    private static IEnumerable<string> Owed(ApiType type, ListedType listed) =>
        !type.CanBeCompletedElsewhere ? []
        : type.Name.Contains(": interface ") ? listed.Members
        : listed.Members.Where(member => member.StartsWith("abstract ", StringComparison.Ordinal));
}
