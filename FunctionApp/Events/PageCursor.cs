using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BotGateway.Authentication;
using BotGateway.Http;

namespace BotGateway.Events;

/// <summary>
/// Where the next page of a client's list begins: after a row, whether or not that one still exists. Signed with what client and gateway share, so
/// that it is good for this client and this list only, and as it was given.
/// </summary>
/// <param name="list">The event or action that gives it.</param>
/// <param name="filter">What the list is filtered by, or null.</param>
internal sealed class PageCursor(Client client, string list, string? filter = null)
{
    private const int MacLength = 16;
    private const int MostBytes = 512;

    /// <param name="found">One more than fits the page tells that there is another.</param>
    /// <returns>The cursor of the next page; null if this is the last.</returns>
    public string? Next<T>(IReadOnlyList<T> found, int limit, Func<T, string> key) => found.Count > limit ? After(key(found[limit - 1])) : null;

    public string After(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        return Base64Url.EncodeToString([.. bytes, .. Sign(bytes)]);
    }

    /// <returns>The key that was given to <see cref="After"/>; null for the first page.</returns>
    /// <exception cref="GatewayException">Invalid: it is not one that this client was given.</exception>
    public string? Read(string? cursor)
    {
        if (cursor is null)
            return null;

        Span<byte> bytes = stackalloc byte[MostBytes];
        if (cursor.Length <= Base64Url.GetEncodedLength(MostBytes) && Base64Url.IsValid(cursor, out var length) && length > MacLength
            && Base64Url.DecodeFromChars(cursor, bytes) == length && Base64Url.EncodeToString(bytes[..length]) == cursor)
        {
            var key = bytes[..(length - MacLength)];
            if (CryptographicOperations.FixedTimeEquals(bytes[(length - MacLength)..length], Sign(key)))
                return Encoding.UTF8.GetString(key);
        }

        throw GatewayException.Invalid($"'next' is not one that '{list}' has given you; leave it out for the first page.");
    }

    private byte[] Sign(ReadOnlySpan<byte> key)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{list}{(filter is null ? "" : $" {filter}")}:{client.Id}:"), .. key];
        return HMACSHA256.HashData(Encoding.UTF8.GetBytes(client.Credentials), signed)[..MacLength];
    }
}
