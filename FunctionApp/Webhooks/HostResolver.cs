using System.Net;

namespace BotGateway.Webhooks;

/// <summary>Finds the addresses of a host, by DNS.</summary>
internal delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellationToken);
