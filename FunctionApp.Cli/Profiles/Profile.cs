using System.Globalization;
using BotGateway.Client;

namespace BotGateway.Cli.Profiles;

/// <summary>How to reach a gateway, and as whom.</summary>
internal sealed record Profile
{
    public const string DefaultUrl = "http://127.0.0.1:3080/lambda";
    public const string DefaultClient = "default";
    public const string DefaultAudience = "bot-gateway";

    // Clocks end at year 10000.
    private static readonly TimeSpan MostAhead = TimeSpan.FromDays(3650);

    public required string Url { get; init; }

    public string Client { get; init; } = DefaultClient;

    /// <summary>The gateway's <c>Auth__Audience</c>; null for encrypted tokens.</summary>
    public string? Audience { get; init; }

    /// <summary>The file of the private key, or the key itself in PEM.</summary>
    public required string Key { get; init; }

    public string? GatewayKey { get; init; }

    public string? User { get; init; }

    public string? Pass { get; init; }

    /// <summary>Seconds, or a time as LocalHost's <c>--ahead</c> takes it.</summary>
    public string? Ahead { get; init; }

    /// <summary>The clock of the tokens.</summary>
    public TimeProvider Clock(Words words) => Ahead is null ? TimeProvider.System : new AheadClock(AheadOf(Ahead, words));

    /// <exception cref="ToolException">The profile cannot be used.</exception>
    public BotGatewayClient Connect(Words words)
    {
        var options = new BotGatewayClientOptions
        {
            Endpoint = Endpoint(Url, words),
            ClientId = Client,
            PrivateKeyPem = PemOf(Key, words),
            // A person waits, and can decide what to do.
            MaxRetries = 2,
            RetryDelay = TimeSpan.FromMilliseconds(500),
            MaxRetryDelay = TimeSpan.FromSeconds(10),
            TimeProvider = Clock(words),
        };
        if (GatewayKey is null)
            options.Audience = Audience ?? DefaultAudience;
        else
            options.EncryptedToken = new() { GatewayPublicKeyPem = PemOf(GatewayKey, words), User = User ?? "", Pass = Pass ?? "" };
        try
        {
            return new BotGatewayClient(options);
        }
        catch (ArgumentException wrong)
        {
            throw ToolException.Usage(words["The profile cannot be used: ", "El perfil no se puede usar: "] + Plain.Line(wrong.Message));
        }
    }

    /// <summary>The address of <c>POST /lambda</c>, also of a gateway's address alone.</summary>
    /// <exception cref="ToolException">It is none.</exception>
    public static Uri Endpoint(string url, Words words)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw ToolException.Usage(words[$"'{url}' is no http or https address.", $"'{url}' no es una dirección http o https."]);
        return address.AbsolutePath == "/" ? new Uri(address, "lambda") : address;
    }

    private static string PemOf(string key, Words words)
    {
        if (key.Contains("-----BEGIN", StringComparison.Ordinal))
            return key;
        return File.Exists(key) ? File.ReadAllText(key) : throw ToolException.Usage(
            words[$"There is no key file {key}: create it with 'bots init'.", $"No existe el archivo de clave {key}: créalo con 'bots init'."]);
    }

    private static TimeSpan AheadOf(string text, Words words)
    {
        var isTime = text.Contains(':', StringComparison.Ordinal);
        if (isTime && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) && time.Duration() <= MostAhead)
            return time;
        if (!isTime && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            && TimeSpan.FromSeconds(seconds).Duration() <= MostAhead)
        {
            return TimeSpan.FromSeconds(seconds);
        }

        throw ToolException.Usage(words[
            "BOTS_AHEAD must be seconds, or a time of the form [D.]HH:MM:SS, up to 3650 days.",
            "BOTS_AHEAD debe ser segundos, o un tiempo de la forma [D.]HH:MM:SS, hasta 3650 días."]);
    }

    private sealed class AheadClock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
    }
}
