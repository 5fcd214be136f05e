using System.Text.Json.Serialization;

namespace Azure.Security.KeyVault.Keys.Rest;

/// <summary>One page of a key's versions; without a link it is the last.</summary>
internal sealed record KeyVersionPage(KeyVersionItem[] Value, [property: JsonPropertyName("nextLink")] string NextLink);

/// <summary>One version in a page.</summary>
internal sealed record KeyVersionItem(string Kid, KeyAttributes Attributes)
{
    public KeyProperties ToProperties() => Attributes.ToProperties(Kid);
}
