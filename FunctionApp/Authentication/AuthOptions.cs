using System.ComponentModel.DataAnnotations;

namespace BotGateway.Authentication;

/// <summary>The settings <c>Auth__*</c>.</summary>
internal sealed class AuthOptions
{
    /// <summary>The configuration section of these settings.</summary>
    public const string Section = "Auth";

    /// <summary>
    /// What the claim <c>aud</c> of a signed token must be: this gateway's name, and no other's that knows the same clients. Empty by default:
    /// signed tokens are refused then.
    /// </summary>
    public string Audience { get; set; } = "";

    /// <summary>Whether tokens that do not bind the body are refused. A client's own setting wins. Default false.</summary>
    public bool RequireBodyHash { get; set; }

    /// <summary>Where used tokens are kept, so that each lets in once. Default: the table, which all instances share.</summary>
    public ReplayProtection Replay { get; set; } = ReplayProtection.Table;

    /// <summary>How many requests a second each client may send to one instance in the long run. Default 50.</summary>
    [Range(1, 10_000)]
    public int RequestsPerSecond { get; set; } = 50;

    /// <summary>How many requests a client may send at once after a pause. Default 100.</summary>
    [Range(1, 100_000)]
    public int RequestBurst { get; set; } = 100;

    /// <summary>How long keys are used before the vault is asked again, in minutes: as long as a disabled one goes on working. Default 5.</summary>
    [Range(1, 60)]
    public int KeyMinutes { get; set; } = 5;

    /// <summary>How long keys are used while the vault does not answer, in minutes, at least <see cref="KeyMinutes"/>. Default 60.</summary>
    [Range(1, 1440)]
    public int KeyOutageMinutes { get; set; } = 60;

    /// <summary>Checks the settings.</summary>
    public IEnumerable<string> Validate()
    {
        if (Audience.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)))
            yield return "Setting 'Auth__Audience' must be a name without white space; leave it out to refuse signed tokens.";
        if (KeyOutageMinutes < KeyMinutes)
            yield return "Setting 'Auth__KeyOutageMinutes' must be at least 'Auth__KeyMinutes'.";
    }
}

/// <summary>Where used tokens are kept.</summary>
internal enum ReplayProtection
{
    /// <summary>In the table <c>usedtokens</c>: for any number of instances.</summary>
    Table,

    /// <summary>In memory: for one instance that may forget them when it starts again.</summary>
    Memory,

    /// <summary>Nowhere: a token lets in as often as it is sent while its time lasts.</summary>
    Off,
}
