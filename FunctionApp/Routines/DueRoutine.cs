using BotGateway.Tables;

namespace BotGateway.Routines;

/// <summary>An entry of the index for a routine that is due; the routine itself has not been read.</summary>
/// <param name="Thread">Its thread; its own id if the index does not have it, so that it counts as a separate thread.</param>
internal sealed record DueRoutine(string ClientId, string Id, string Thread, DueIndexEntry Item);
