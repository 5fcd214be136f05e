namespace BotGateway.Webhooks;

/// <summary>Where a message is kept: beside the row whose change it tells.</summary>
internal sealed record OutboxPlace(string Table, string Partition, string ClientId, string Id)
{
    public override string ToString() => $"{Table}/{Partition}/{Id}";

    /// <returns>Null if it is not a text that <see cref="ToString"/> wrote.</returns>
    public static OutboxPlace? TryRead(string text, string clientId) =>
        text.Split('/') is [var table, var partition, var id] ? new OutboxPlace(table, partition, clientId, id) : null;
}
