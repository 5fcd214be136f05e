using System.Globalization;
using Azure.Data.Tables;
using BotGateway.Bots.Threads;
using BotGateway.Contracts;
using BotGateway.LocalHost.Client;
using BotGateway.OpenAI;

namespace BotGateway.Benchmarks.Messaging;

/// <summary>Writes the turns of long threads, as the app's store writes them, but in large batches.</summary>
internal sealed class ThreadRows(TableServiceClient service)
{
    // The Table service's limit for a batch.
    private const int BatchSize = 100;

    // What is measured adds turns of the same length.
    public const string Question = "¿A qué hora abre la tienda del centro los domingos de diciembre, y cierra los días de fiesta? Pedido";

    public const string Answer = "Los domingos de diciembre abre de 10:00 a 20:00. El 25 de diciembre y el 1 de enero permanece cerrada; el resto de los días de "
        + "fiesta abre de 11:00 a 15:00. Si necesita recoger un pedido, también puede pasar por la tienda del puerto, que abre todos los días hasta las 21:00.";

    /// <summary>Adds turns, from number 1, to a thread that has none.</summary>
    public async Task AddAsync(string threadId, int count, CancellationToken stop)
    {
        var (table, partition) = (service.GetTableClient("threads"), ThreadKeys.Partition(DemoSecrets.ClientId, threadId));
        var batches = Enumerable.Range(1, count).Select(number => Row(partition, number)).Chunk(BatchSize);
        await Parallel.ForEachAsync(batches, stop, async (rows, cancel) =>
            await table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), cancel));
    }

    public static TableEntity Row(string partition, int number)
    {
        var question = string.Create(CultureInfo.InvariantCulture, $"{Question} {number}");
        var row = TurnRow.From(partition, new Turn(number, question, Answer, new TokenUsage(1_200, 80)));
        // As when a message adds it.
        row["Tokens"] = TokenCounter.Count(question, int.MaxValue) + TokenCounter.Count(Answer, int.MaxValue);
        row["AddedAt"] = DateTimeOffset.UtcNow;
        return row;
    }
}
