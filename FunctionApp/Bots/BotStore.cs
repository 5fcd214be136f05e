using Azure.Data.Tables;
using BotGateway.Authentication;
using BotGateway.Tables;

namespace BotGateway.Bots;

/// <summary>Bots in table <c>bots</c>: PartitionKey = client, RowKey = bot.</summary>
internal sealed class BotStore(TableServiceClient service) : IBotStore
{
    private readonly Table _table = new(service.GetTableClient("bots"));

    public async Task AddAsync(Client owner, Bot bot, CancellationToken cancellationToken)
    {
        var row = new TableEntity(owner.Id, bot.Id) { ["Temperature"] = bot.Temperature };
        row.SetText("Model", bot.Model);
        row.SetText("Name", bot.Name);
        row.SetText("Instructions", bot.Instructions);
        // A row that is there already is this one: ids are used once, and kept when something is tried again.
        await _table.TryWriteAsync(TableTransactionActionType.Add, row, cancellationToken);
    }

    public async Task<Bot?> FindAsync(Client owner, string id, CancellationToken cancellationToken) =>
        EntityId.IsOf("bot", id) && await _table.FindAsync(owner.Id, id, cancellationToken) is { } row
            ? RowReader.Read(row, found => Read(id, found), "bot", id)
            : null;

    private static Bot Read(string id, TableEntity row) =>
        new(id, row.RequireText("Name"), row.RequireText("Instructions"), row.RequireText("Model"), row.Optional<double>("Temperature"));
}
