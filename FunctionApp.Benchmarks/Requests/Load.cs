using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using BotGateway.LocalHost;

namespace BotGateway.Benchmarks.Requests;

/// <summary>
/// Sends prepared requests over some connections, one at a time on each. Plain sockets, because the load shares the machine with the server: HttpClient would take
/// more time than the fastest servers do.
/// </summary>
/// <param name="repeats">Whether requests are sent again when all have been sent; otherwise the load ends.</param>
internal sealed class Load(Uri server, IReadOnlyList<ReadOnlyMemory<byte>> requests, bool repeats)
{
    public const int Connections = 16;

    private const int BufferBytes = 8_192;

    private int _next = -1;
    private int _answered;
    private long _end;

    /// <exception cref="StartupException">A response is not 200.</exception>
    public async Task<(int Requests, TimeSpan Time)> RunAsync(TimeSpan duration, CancellationToken stop)
    {
        var sockets = new List<Socket>();
        try
        {
            for (var i = 0; i < Connections; i++)
                sockets.Add(await ConnectAsync(stop));
            var begin = Stopwatch.GetTimestamp();
            _end = begin + (long)(duration.TotalSeconds * Stopwatch.Frequency);
            await Task.WhenAll(sockets.Select(socket => Task.Run(() => SendAsync(socket, stop), stop)));
            return (_answered, Stopwatch.GetElapsedTime(begin));
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    private async Task<Socket> ConnectAsync(CancellationToken stop)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, server.Port), stop);
        return socket;
    }

    private async Task SendAsync(Socket socket, CancellationToken stop)
    {
        var buffer = new byte[BufferBytes];
        while (Stopwatch.GetTimestamp() < _end && TryTake(out var request))
        {
            await socket.SendAsync(request, stop);
            await ReceiveAsync(socket, buffer, stop);
            Interlocked.Increment(ref _answered);
        }
    }

    private bool TryTake(out ReadOnlyMemory<byte> request)
    {
        var number = Interlocked.Increment(ref _next);
        var isThere = repeats || number < requests.Count;
        request = isThere ? requests[number % requests.Count] : default;
        return isThere;
    }

    private static async Task ReceiveAsync(Socket socket, byte[] buffer, CancellationToken stop)
    {
        var (received, length) = (0, int.MaxValue);
        while (received < length)
        {
            var count = await socket.ReceiveAsync(buffer.AsMemory(received), stop);
            if (count == 0)
                throw new StartupException($"A server closed a connection: {Encoding.UTF8.GetString(buffer, 0, received)}");
            received += count;
            if (length == int.MaxValue)
                length = LengthOf(buffer.AsSpan(0, received));
        }

        if (!buffer.AsSpan().StartsWith("HTTP/1.1 200"u8))
            throw new StartupException($"A server did not accept a request: {Encoding.UTF8.GetString(buffer, 0, received)}");
    }

    // Of the whole response; the largest number while its header is incomplete.
    private static int LengthOf(ReadOnlySpan<byte> response)
    {
        const string Name = "\r\nContent-Length: ";
        var end = response.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return int.MaxValue;
        var header = Encoding.ASCII.GetString(response[..(end + 2)]);
        var start = header.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            throw new StartupException($"A response has no Content-Length: {header}");
        start += Name.Length;
        return end + 4 + int.Parse(header.AsSpan(start, header.IndexOf('\r', start) - start), provider: null);
    }
}
