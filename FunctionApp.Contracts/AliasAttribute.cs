namespace BotGateway.Contracts;

/// <summary>Other names that a field of a request may come under: spellings of earlier clients.</summary>
/// <param name="names">The names.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AliasAttribute(params string[] names) : Attribute
{
    /// <summary>The names.</summary>
    public IReadOnlyList<string> Names { get; } = names;
}
