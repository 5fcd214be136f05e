using System.ComponentModel;

namespace BotGateway.Authentication;

/// <summary>The settings <c>Auth__*</c>.</summary>
public sealed class AuthOptions
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

    /// <summary>How many requests a second each client may send to one instance in the long run, 1 to 10000. Default 50.</summary>
    public int RequestsPerSecond { get; set; } = 50;

    /// <summary>How many requests a client may send at once after a pause, 1 to 100000. Default 100.</summary>
    public int RequestBurst { get; set; } = 100;

    /// <summary>How long keys are used before the vault is asked again, in minutes, 1 to 60: as long as a disabled one goes on working. Default 5.</summary>
    public int KeyMinutes { get; set; } = 5;

    /// <summary>How long keys are used while the vault does not answer, in minutes, from <see cref="KeyMinutes"/> to 1440. Default 60.</summary>
    public int KeyOutageMinutes { get; set; } = 60;

    /// <summary>Checks the settings.</summary>
    /// <returns>What is wrong, each line naming its setting; nothing where all is right.</returns>
    public IEnumerable<string> Validate()
    {
        if (Audience.Length > 0 && string.IsNullOrWhiteSpace(Audience))
            yield return "Setting 'Auth__Audience' is blank: name this gateway, or leave it out to refuse signed tokens.";
        if (!Enum.IsDefined(Replay))
            yield return "Setting 'Auth__Replay' must be table, memory or off.";
        if (RequestsPerSecond is < 1 or > 10_000)
            yield return "Setting 'Auth__RequestsPerSecond' must be 1 to 10000.";
        if (RequestBurst is < 1 or > 100_000)
            yield return "Setting 'Auth__RequestBurst' must be 1 to 100000.";
        if (KeyMinutes is < 1 or > 60)
            yield return "Setting 'Auth__KeyMinutes' must be 1 to 60.";
        if (KeyOutageMinutes < Math.Clamp(KeyMinutes, 1, 60) || KeyOutageMinutes > 1440)
            yield return "Setting 'Auth__KeyOutageMinutes' must be from 'Auth__KeyMinutes' to 1440.";
    }
}

/// <summary>Where used tokens are kept.</summary>
[TypeConverter(typeof(ReplayProtectionConverter))]
public enum ReplayProtection
{
    /// <summary>In the table <c>usedtokens</c>: for any number of instances.</summary>
    Table,

    /// <summary>In memory: for one instance that may forget them when it starts again.</summary>
    Memory,

    /// <summary>Nowhere: a token lets in as often as it is sent while its time lasts.</summary>
    Off,
}
