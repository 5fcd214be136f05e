using Azure.Data.Tables;

namespace BotGateway.Scheduling;

/// <summary>A client's slots of one kind as a tick finds them.</summary>
/// <param name="Free">Those that can be taken: their names, and the expired row in the place of each.</param>
/// <param name="IsContended">Whether another tick takes slots at this moment: what it dispatches must not be set back.</param>
internal sealed record ClientSlots(
    string Client, IReadOnlyList<(string Name, TableEntity? Expired)> Free, IReadOnlySet<string> Busy, bool IsContended);
