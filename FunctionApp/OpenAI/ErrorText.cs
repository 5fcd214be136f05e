using System.Text.RegularExpressions;
using BotGateway.Http;

namespace BotGateway.OpenAI;

/// <summary>What of a service's words a client may see: the rest could name the gateway's own keys, accounts and hosts.</summary>
internal static partial class ErrorText
{
    private const int Longest = 1_000;

    // As much is looked through: enough to see the end of what begins within the limit.
    private const int Examined = 2 * Longest;

    /// <summary>A code, as far as it is one: a service may write anything in the place of it, a key or a host too.</summary>
    public static string? Code(string? text) => text is not null && Word().IsMatch(text) && !Secrets().IsMatch(text) ? text : null;

    public static string? Id(string? text) => text is not null && Word().IsMatch(text) ? text : null;

    /// <summary>A text that a client needs to see, without what looks like an address, a host or a key, on one line and not too long; empty if there is none.</summary>
    public static string Clean(string? text)
    {
        text ??= "";
        var examined = text.Length <= Examined ? text : text[..Examined];
        return Secrets().Replace(Controls().Replace(examined, " "), "[redacted]").Trim().Shorten(Longest);
    }

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex Word();

    [GeneratedRegex(@"[\p{Cc}\u2028\u2029]+")]
    private static partial Regex Controls();

    // In this order: addresses, Azure's resource ids, tokens and keys by their beginnings or names, account ids, hosts with well-known ends and numbers,
    // and what is as long and mixed as only a key is. The ids of files, jobs and models (file-…, ftjob-…, ….ft-…) are what a client needs.
    [GeneratedRegex(
        """
        [a-z][a-z0-9+.-]*://[^\s'"<>)\]}]+
        | /subscriptions/[^\s'"<>)\]}]+
        | \bBearer\s+[A-Za-z0-9._~+/=*-]+
        | \beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*)?
        | \b(sk|rk|pk|sess)-[A-Za-z0-9_*.-]*[A-Za-z0-9_*-]
        | \b(api[-_ ]?key|account[-_]?key|shared[-_]?access[-_]?\w*|sig|secret|password|pwd)\b["']?\s*[=:]\s*["']?[^\s"',;&]+
        | \b(org|proj|user)[-_](?=[a-z]*[0-9])[a-z0-9]{8,}\b
        | \b([a-z0-9_-]+\.)+(com|net|org|io|ai|dev|us|cn|internal|local|localdomain|lan|corp|svc|intra|home|test)(:\d+)?\b(?!\.?[a-z0-9_-])
        | \blocalhost(:\d+)?\b
        | \b\d{1,3}(\.\d{1,3}){3}(:\d+)?\b
        | \[[0-9a-f]*:[0-9a-f]*:[0-9a-f:]*\](:\d+)?
        | \b([0-9a-f]{1,4}:){7}[0-9a-f]{1,4}\b
        | (?<![\w.-])[0-9a-f]{32,}(?![\w-])
        | (?<![\w.-])(?-i:(?=[A-Za-z0-9+/_-]*[0-9])(?=[A-Za-z0-9+/_-]*[A-Z])(?=[A-Za-z0-9+/_-]*[a-z]))[a-z0-9+/_-]{40,}={0,2}
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase)]
    private static partial Regex Secrets();
}
