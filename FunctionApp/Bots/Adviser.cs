using BotGateway.Contracts;

namespace BotGateway.Bots;

internal sealed record Adviser(string Key, string Name)
{
    public static IReadOnlyList<Adviser> All { get; } =
    [
        new("marketing", "Marketing"),
        new("finance", "Finanzas"),
        new("rrhh", "RRHH"),
        new("strategy", "Estrategia"),
    ];

    /// <summary>The team of the advisers' bots, which are in the order of <see cref="All"/>.</summary>
    public static TeamResponse TeamOf(IReadOnlyList<TeamMember> members) =>
        new() { Marketing = members[0], Finance = members[1], Rrhh = members[2], Strategy = members[3] };

    public static TeamProgress ProgressOf(IReadOnlyList<TeamMemberIds?> members, bool isMade) =>
        new() { Made = isMade, Marketing = members[0], Finance = members[1], Rrhh = members[2], Strategy = members[3] };

    /// <summary>The bots of a team, in the order of <see cref="All"/>.</summary>
    public static IReadOnlyList<TeamMember> MembersOf(TeamResponse team) => [team.Marketing, team.Finance, team.Rrhh, team.Strategy];

    /// <summary>Reads the instructions of the adviser's bot from its content file <c>Bots/Advisers/{Key}.md</c>.</summary>
    public string ReadInstructions()
    {
        using var file = typeof(Adviser).Assembly.GetManifestResourceStream($"Advisers/{Key}.md")
            ?? throw new InvalidOperationException($"The content file of adviser '{Key}' is missing from the build.");
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Trim();
    }
}
