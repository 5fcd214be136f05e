using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Golden;

/// <summary>
/// Rows and blobs as the version of 2026-11-28 wrote them, most with ids that were set for the purpose. They are never to be written anew, since gateways
/// have such rows; those of a later version go into a file of their own.
/// </summary>
internal static class StoredRows
{
    private const string File = "FunctionApp.Tests/Golden/Rows/2026-11-28.json";

    public const string Dataset = "dataset_01b8dceb7a30735f96d6ad52a8c61ec9";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task LoadAsync(Gateway gateway)
    {
        using var file = JsonDocument.Parse(Repository.Read(File));
        foreach (var table in file.RootElement.GetProperty("tables").EnumerateObject())
        {
            var client = gateway.Service<TableServiceClient>().GetTableClient(table.Name);
            await client.CreateIfNotExistsAsync(Cancellation);
            foreach (var row in table.Value.EnumerateArray())
                await client.AddEntityAsync(new TableEntity(row.EnumerateObject().ToDictionary(column => column.Name, column => Read(column.Value))), Cancellation);
        }

        var blobs = gateway.Service<BlobServiceClient>().GetBlobContainerClient("datasets");
        await blobs.CreateIfNotExistsAsync(cancellationToken: Cancellation);
        foreach (var blob in file.RootElement.GetProperty("blobs").EnumerateArray())
        {
            var metadata = blob.GetProperty("metadata").EnumerateObject().ToDictionary(each => each.Name, each => each.Value.GetString()!);
            await blobs.GetBlobClient(blob.GetProperty("name").GetString()).UploadAsync(
                BinaryData.FromString(blob.GetProperty("content").GetString()!), new BlobUploadOptions { Metadata = metadata }, Cancellation);
        }
    }

    // A string or a boolean as it is; of all else the type, as Table Storage calls it.
    private static object Read(JsonElement column) => column.ValueKind switch
    {
        JsonValueKind.Object => column.EnumerateObject().Single() switch
        {
            { Name: "Int32" } number => number.Value.GetInt32(),
            { Name: "Int64" } number => number.Value.GetInt64(),
            { Name: "Double" } number => number.Value.GetDouble(),
            { Name: "Guid" } id => id.Value.GetGuid(),
            { Name: "DateTime" } time => time.Value.GetDateTimeOffset(),
            var other => throw new FormatException($"Rows have no columns of type {other.Name}."),
        },
        JsonValueKind.String => column.GetString()!,
        _ => column.GetBoolean(),
    };
}
