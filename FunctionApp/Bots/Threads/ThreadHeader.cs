namespace BotGateway.Bots.Threads;

/// <summary>A thread without its turns.</summary>
/// <param name="Version">Changes with each lease and each turn.</param>
internal sealed record ThreadHeader(string Version, ThreadLease Lease);
