using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using BotGateway.Configuration;
using Microsoft.Extensions.Options;

namespace BotGateway.Authentication;

/// <summary>The configured clients. Nothing is ever looked up for a name that is not among them.</summary>
/// <param name="options">The configured list.</param>
public sealed partial class ClientDirectory(IOptions<Dictionary<string, ClientOptions>> options)
{
    private readonly FrozenDictionary<string, Client> _clients = options.Value.Values.ToFrozenDictionary(
        client => client.Id,
        client => new Client(client.Id, client.Credentials, CommaSeparated.Parse(client.Models).ToFrozenSet(StringComparer.Ordinal)),
        StringComparer.Ordinal);

    /// <summary>Finds a client.</summary>
    /// <param name="id">The id as the request gives it, or null for the default client.</param>
    /// <param name="client">The client.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryFind(string? id, [NotNullWhen(true)] out Client? client) => _clients.TryGetValue(id ?? Client.DefaultId, out client);

    /// <summary>Checks the configured list.</summary>
    /// <param name="clients">The list, each entry by its place in the settings' names: a gap in the numbers does no harm.</param>
    /// <returns>What is wrong with it, each line naming its setting; nothing where it is right.</returns>
    public static IEnumerable<string> Validate(IReadOnlyDictionary<string, ClientOptions> clients)
    {
        if (clients.Count == 0)
            yield return "Setting 'Clients__0__Id' is missing: at least one client must be configured.";

        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (place, client) in clients)
        {
            if (!IdForm().IsMatch(client.Id))
                yield return $"Setting 'Clients__{place}__Id' must be 1 to 64 characters of a to z, 0 to 9 and hyphen.";
            else if (!ids.Add(client.Id))
                yield return $"Setting 'Clients__{place}__Id' names a client that is in the list already.";
            if (!CredentialsForm().IsMatch(client.Credentials))
                yield return $"Setting 'Clients__{place}__Credentials' must be 64 lower-case hex digits: HMAC-SHA256(key = PASS, message = USER + PASS).";
        }
    }

    [GeneratedRegex(@"\A[a-z0-9-]{1,64}\z")]
    private static partial Regex IdForm();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex CredentialsForm();
}
