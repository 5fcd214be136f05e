namespace BotGateway.Threads;

/// <summary>A thread without its turns.</summary>
/// <param name="Version">Changes with each lease and each turn.</param>
/// <param name="Lease">Its newest lease.</param>
public sealed record ThreadHeader(string Version, ThreadLease Lease);
