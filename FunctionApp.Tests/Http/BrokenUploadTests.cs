using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;

namespace BotGateway.Tests.Http;

public sealed class BrokenUploadTests(TableService tables)
{
    private const string Head = "POST /lambda HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_goes_away_while_it_sends_is_no_failure_of_the_gateway(bool resets)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithLog().StartAsync();
        using (var client = await ConnectAsync(gateway))
        {
            using var reader = await SendHeadAsync(client, "Content-Length: 1000\r\n\r\n");
            await SendAsync(client, "{");
            client.LingerState = new LingerOption(resets, 0);
        }

        await gateway.DisposeAsync(); // When it has ended, all is in the log.

        Assert.DoesNotContain(gateway.Log.Lines, line => line.Level >= LogLevel.Error);
    }

    private static async Task<TcpClient> ConnectAsync(Gateway gateway)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, gateway.Http.BaseAddress!.Port, TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>Ends when the gateway reads the body: only then does it ask for it.</summary>
    private static async Task<StreamReader> SendHeadAsync(TcpClient client, string rest)
    {
        var reader = new StreamReader(client.GetStream());
        await SendAsync(client, Head + rest);
        Assert.Equal("HTTP/1.1 100 Continue", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        return reader;
    }

    private static async Task SendAsync(TcpClient client, string text) =>
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
}
