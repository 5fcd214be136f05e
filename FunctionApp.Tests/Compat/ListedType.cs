namespace BotGateway.Tests.Compat;

/// <summary>One type of a listing.</summary>
internal sealed class ListedType
{
    private string _bases = "";

    public bool IsEnum { get; init; }

    public HashSet<string> Members { get; } = [];

    public bool DerivesFrom(string name) => $"{_bases}, ".Contains($", {name}, ", StringComparison.Ordinal);

    public void AddBases(string bases) => _bases += $", {bases}";

    // An enum has all its values on one line.
    public void Add(string line) => Members.UnionWith(IsEnum ? line.Split(", ") : [line]);
}
