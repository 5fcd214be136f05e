using Azure.Data.Tables;

namespace BotGateway.Scheduling;

/// <summary>A client's slots of one kind as a tick finds them.</summary>
/// <param name="Free">Those that can be taken: their names, each with its expired row.</param>
/// <param name="IsContended">Whether another tick is taking slots right now: what it dispatches must not be postponed.</param>
internal sealed record ClientSlots(
    string Client, IReadOnlyList<(string Name, TableEntity? Expired)> Free, IReadOnlySet<string> Busy, bool IsContended);
