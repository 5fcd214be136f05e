namespace BotGateway.Webhooks;

/// <param name="Messages">The messages that are due, the longest overdue first.</param>
/// <param name="MalformedPartitions">Where index entries did not lead to a message and were set aside.</param>
/// <param name="IsMore">Whether there may be more, which the next read finds after these have moved.</param>
internal sealed record DueMessages(IReadOnlyList<DueMessage> Messages, IReadOnlyList<string> MalformedPartitions, bool IsMore);
