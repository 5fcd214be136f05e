using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using BotGateway.Authentication.Keys;
using BotGateway.Configuration;
using Microsoft.Extensions.Options;

namespace BotGateway.Authentication;

/// <summary>The configured clients. Follows changes of the configuration while the app runs.</summary>
internal sealed class ClientDirectory(IOptionsMonitor<Dictionary<string, ClientOptions>> options)
{
    private static readonly SearchValues<char> IdCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private volatile Clients? _clients;

    // Compared each time instead of subscribing, so that no change is missed. Two requests may read the same list; both results are right.
    private Clients Current
    {
        get
        {
            var list = options.CurrentValue;
            return _clients is { } known && known.List == list ? known : _clients = new Clients(list);
        }
    }

    /// <param name="id">The request's <c>key_id</c> or <c>kid</c>; null for the default client.</param>
    public bool TryFind(string? id, [NotNullWhen(true)] out Client? client) => Current.ById.TryGetValue(id ?? Client.DefaultId, out client);

    /// <summary>In alphabetical order.</summary>
    public IEnumerable<string> Ids => Current.Ordered.Select(client => client.Id);

    /// <summary>Whether any client is told of events.</summary>
    public bool HaveWebhooks => Current.Ordered.Any(client => client.Webhook is not null);

    /// <summary>The client whose keys are used until an unknown id is rejected: always the same for the same id, as for a known one.</summary>
    public Client DecoyClientFor(string? id)
    {
        var clients = Current.Ordered;
        var hash = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(id ?? Client.DefaultId)));
        return clients[(int)(hash % (uint)clients.Length)];
    }

    /// <param name="clients">By the number in the settings' names, which may have gaps.</param>
    /// <returns>Errors, each naming its setting.</returns>
    public static IEnumerable<string> Validate(IReadOnlyDictionary<string, ClientOptions> clients)
    {
        if (clients.Count == 0)
            yield return "Setting 'Clients__0__Id' is missing: at least one client must be configured.";

        var indexes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, client) in clients)
        {
            if (client.Id.Length is < 1 or > 64 || client.Id.AsSpan().ContainsAnyExcept(IdCharacters))
                yield return $"Setting 'Clients__{index}__Id' must be 1 to 64 characters of a to z, 0 to 9 and hyphen.";
            else if (!indexes.TryAdd(client.Id, index))
                yield return $"Setting 'Clients__{index}__Id' names the client of 'Clients__{indexes[client.Id]}__Id' again: each client has one entry.";
            if (client.Credentials.Length != 64 || !client.Credentials.All(char.IsAsciiHexDigitLower))
                yield return $"Setting 'Clients__{index}__Credentials' must be 64 lower-case hex digits: HMAC-SHA256(key = PASS, message = USER + PASS).";
            if (ClientPublicKey.IsPrivate(client.PublicKey))
                yield return $"Setting 'Clients__{index}__PublicKey' is a private key, which only the client may have: it needs a new pair now.";
            else if (client.PublicKey.Length > 0 && !ClientPublicKey.TryRead(client.PublicKey, out _))
                yield return $"Setting 'Clients__{index}__PublicKey' must be {ClientPublicKey.Expected}.";
            foreach (var fault in WebhookEndpoint.Validate(index, client))
                yield return fault;
        }
    }

    private sealed class Clients
    {
        public Clients(Dictionary<string, ClientOptions> list)
        {
            List = list;
            Ordered = [.. list.Values.Select(Read).OrderBy(client => client.Id, StringComparer.Ordinal)];
            ById = Ordered.ToFrozenDictionary(client => client.Id, StringComparer.Ordinal);
        }

        public Dictionary<string, ClientOptions> List { get; }

        public Client[] Ordered { get; }

        public FrozenDictionary<string, Client> ById { get; }

        private static Client Read(ClientOptions client) => new(
            client.Id, client.Credentials, CommaSeparated.Parse(client.Models).ToFrozenSet(StringComparer.Ordinal), client.RequireBodyHash)
        {
            ConcurrentJobs = client.ConcurrentJobs,
            Deployments = client.Deployments,
            FilesKept = client.FilesKept,
            DailyTokens = client.DailyTokens,
            MonthlyTokens = client.MonthlyTokens,
            PublicKey = ClientPublicKey.TryRead(client.PublicKey, out var key) ? key : null,
            ConcurrentRuns = client.ConcurrentRuns,
            Webhook = WebhookEndpoint.TryRead(client),
        };
    }
}
