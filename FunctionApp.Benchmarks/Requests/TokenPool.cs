using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using BotGateway.Client;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Vault;

namespace BotGateway.Benchmarks.Requests;

/// <summary>Requests of the client library, prepared before a load runs: signing takes longer than what is measured.</summary>
internal static class TokenPool
{
    // An encrypted token is valid for 20 s.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(6);

    // Its requests are sent by a load.
    private static readonly Uri Nowhere = new("http://localhost/");

    private static readonly byte[] Body = """{"event_name":"check_credentials"}"""u8.ToArray();

    public static BotGatewayClient CreateJwtClient(string directory, Uri gateway) => new(new BotGatewayClientOptions
    {
        Endpoint = new Uri(gateway, "lambda"),
        Audience = "bot-gateway",
        PrivateKeyPem = File.ReadAllText(LocalKeys.ClientPrivatePem(directory)),
    });

    /// <summary>Creates <c>check_credentials</c> requests, as many as asked for or as there is time for.</summary>
    /// <returns>Complete HTTP requests.</returns>
    public static async Task<IReadOnlyList<ReadOnlyMemory<byte>>> CreateAsync(string directory, bool isEncrypted, int count, CancellationToken stop)
    {
        var (requests, begin, left) = (new ConcurrentBag<ReadOnlyMemory<byte>>(), Stopwatch.GetTimestamp(), count);
        // Each with a key of its own.
        await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount).Select(_ => Task.Run(
            async () =>
            {
                using var credentials = GatewayCredentials.Load(directory);
                using var client = isEncrypted ? credentials.CreateClient(TimeProvider.System) : CreateJwtClient(directory, Nowhere);
                while (Interlocked.Decrement(ref left) >= 0 && Stopwatch.GetElapsedTime(begin) < Longest)
                    requests.Add(Complete(await client.CreateRequestAsync(Body, stop)));
            },
            stop)));
        return [.. requests];
    }

    private static ReadOnlyMemory<byte> Complete(ReadOnlyMemory<byte> content)
    {
        var header = string.Create(
            CultureInfo.InvariantCulture, $"POST /lambda HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {content.Length}\r\n\r\n");
        return (byte[])[.. Encoding.ASCII.GetBytes(header), .. content.Span];
    }
}
