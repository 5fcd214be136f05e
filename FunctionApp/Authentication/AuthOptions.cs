using System.ComponentModel.DataAnnotations;

namespace BotGateway.Authentication;

internal sealed class AuthOptions
{
    public const string Section = "Auth";

    /// <summary>How far the clocks of client and gateway may differ. Not a setting: the protocol defines it.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(10);

    /// <summary>The <c>aud</c> of JWTs for this gateway; no other gateway with the same clients may have it. Empty (the default) rejects JWTs.</summary>
    public string Audience { get; set; } = "";

    public bool RequireBodyHash { get; set; }

    public ReplayProtection Replay { get; set; } = ReplayProtection.Table;

    [Range(1, 10_000)]
    public int RequestsPerSecond { get; set; } = 50;

    [Range(1, 100_000)]
    public int RequestBurst { get; set; } = 100;

    /// <summary>How long keys are cached, and so how long a disabled one still works.</summary>
    [Range(1, 60)]
    public int KeyMinutes { get; set; } = 5;

    [Range(1, 1440)]
    public int KeyOutageMinutes { get; set; } = 60;

    public IEnumerable<string> Validate()
    {
        if (Audience.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)))
            yield return "Setting 'Auth__Audience' must be a name without white space; omit it to reject JWTs.";
        if (KeyOutageMinutes < KeyMinutes)
            yield return "Setting 'Auth__KeyOutageMinutes' must be at least 'Auth__KeyMinutes'.";
    }
}
