using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BotGateway.Authentication;
using BotGateway.Http;
using BotGateway.Tables;

namespace BotGateway.Routines;

/// <summary>
/// Where the next page of a client's list begins: after a routine, whether or not that one still exists. Signed with what client and gateway share, so
/// that it is good for this client only and as it was given.
/// </summary>
internal static class ListCursor
{
    private const string Kind = "routine";
    private const int MacLength = 16;

    public static string After(Client client, string routineId)
    {
        var id = Convert.FromHexString(routineId.AsSpan(Kind.Length + 1));
        return Base64Url.EncodeToString([.. id, .. Sign(client, routineId)]);
    }

    /// <exception cref="GatewayException">Invalid: it is not one that this client was given.</exception>
    public static string Read(Client client, string cursor)
    {
        Span<byte> bytes = stackalloc byte[MacLength + 16];
        if (Base64Url.IsValid(cursor, out var length) && length == bytes.Length && Base64Url.DecodeFromChars(cursor, bytes) == length
            && Base64Url.EncodeToString(bytes) == cursor)
        {
            var id = $"{Kind}_{Convert.ToHexStringLower(bytes[..16])}";
            if (EntityId.IsOf(Kind, id) && CryptographicOperations.FixedTimeEquals(bytes[16..], Sign(client, id)))
                return id;
        }

        throw GatewayException.Invalid("'next' is not one that 'list' has given you; leave it out for the first page.");
    }

    private static ReadOnlySpan<byte> Sign(Client client, string routineId) =>
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(client.Credentials), Encoding.UTF8.GetBytes($"list:{client.Id}:{routineId}")).AsSpan(0, MacLength);
}
