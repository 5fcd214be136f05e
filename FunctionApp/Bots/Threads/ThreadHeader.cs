namespace BotGateway.Bots.Threads;

/// <summary>A thread without its turns.</summary>
/// <param name="Version">Changes with each lease and each turn.</param>
/// <param name="Lease">Its newest lease.</param>
internal sealed record ThreadHeader(string Version, ThreadLease Lease);
