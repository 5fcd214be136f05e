using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace BotGateway.Webhooks;

/// <summary>
/// Connects to public addresses only, so that a client's webhook reaches neither the gateway's own network nor the cloud's metadata. It connects to the very
/// addresses that it has checked: a name that is resolved again may lead elsewhere.
/// </summary>
internal sealed class PublicConnector(HostResolver resolve, IOptionsMonitor<WebhookOptions> options)
{
    /// <exception cref="ForbiddenAddressException">The host has an address that is not public.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await resolve(context.DnsEndPoint.Host, cancellationToken);
        if (!options.CurrentValue.AllowPrivateAddresses && !addresses.All(PublicAddress.Is))
            throw new ForbiddenAddressException();

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
