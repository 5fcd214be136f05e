using System.Net.Http.Headers;
using System.Text.Json;

namespace BotGateway.WebConsole;

/// <summary>Who is signed in, as App Service authentication says in a header that it alone can set.</summary>
/// <param name="Id">The object id in Microsoft Entra.</param>
internal sealed record ConsolePrincipal(string Id, IReadOnlySet<string> Roles)
{
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    private const string Operator = "Operator";
    private const string OfClient = "Client:";

    // As much as a request's headers may have in all.
    private const int MostCharacters = 32 * 1024;

    // Another provider's roles may be of its users' own choosing.
    private const string Entra = "aad";

    // By their names in a token, and as App Service renames them.
    private static readonly string[] RoleTypes = ["roles", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role"];
    private static readonly string[] IdTypes = ["oid", "http://schemas.microsoft.com/identity/claims/objectidentifier"];

    private static readonly JsonSerializerOptions Format = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    public bool HasRole => Roles.Any(role => role == Operator || role.StartsWith(OfClient, StringComparison.Ordinal));

    public bool MayRead(string clientId) => Roles.Contains(Operator) || Roles.Contains(OfClient + clientId);

    /// <returns>Null without a sign-in, or if the header is malformed.</returns>
    public static ConsolePrincipal? TryRead(HttpHeaders headers)
    {
        if (!headers.TryGetValues(Header, out var values) || values.ToList() is not [{ Length: <= MostCharacters } text])
            return null;
        var json = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, json, out var length) || TryParse(json.AsSpan(0, length)) is not { auth_typ: Entra, claims: { } claims })
            return null;
        var ids = claims.Where(claim => IdTypes.Contains(claim?.typ) && !string.IsNullOrWhiteSpace(claim!.val)).Select(claim => claim!.val!).Distinct().ToList();
        return ids is [var id]
            ? new ConsolePrincipal(id, claims.Where(claim => RoleTypes.Contains(claim?.typ) && claim!.val is not null).Select(claim => claim!.val!).ToHashSet(StringComparer.Ordinal))
            : null;
    }

    private static Principal? TryParse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<Principal>(json, Format);
        }
        catch (JsonException)
        {
            return null;
        }
    }

#pragma warning disable IDE1006 // The names in the header.
    private sealed record Principal(string? auth_typ, IReadOnlyList<Claim?>? claims);

    private sealed record Claim(string? typ, string? val);
#pragma warning restore IDE1006
}
