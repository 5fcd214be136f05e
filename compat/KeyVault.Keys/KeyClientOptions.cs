using Azure.Core;

namespace Azure.Security.KeyVault.Keys;

/// <summary>How a <see cref="KeyClient"/> speaks with its vault.</summary>
/// <param name="version">The version of the REST protocol.</param>
public class KeyClientOptions(KeyClientOptions.ServiceVersion version = KeyClientOptions.ServiceVersion.V2025_07_01) : ClientOptions
{
    /// <summary>Versions of the REST protocol.</summary>
    public enum ServiceVersion
    {
        /// <summary>2025-07-01.</summary>
        V2025_07_01 = 7,
    }

    /// <summary>Whether a token is given to a vault outside the domain that its challenge names; only for vaults behind a proxy.</summary>
    public bool DisableChallengeResourceVerification { get; set; }

    /// <summary>The version of the REST protocol.</summary>
    public ServiceVersion Version { get; } = version;

    internal string ApiVersion => Version switch
    {
        ServiceVersion.V2025_07_01 => "2025-07-01",
        _ => throw new NotSupportedException($"Key Vault API version {Version} is not known here."),
    };
}
