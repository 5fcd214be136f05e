using Azure.Core;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace BotGateway.Storage;

/// <summary>
/// The storage account behind <c>AzureWebJobsStorage</c>, the setting that the Functions host reads too: a connection string, or below it
/// <c>accountName</c>, or <c>blobServiceUri</c> and <c>queueServiceUri</c>, which the app's identity opens.
/// https://learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity
/// </summary>
internal static class StorageAccount
{
    /// <summary>The setting's name, and the connection of the queue trigger.</summary>
    public const string Setting = "AzureWebJobsStorage";

    public static BlobServiceClient CreateBlobClient(IConfiguration configuration, TokenCredential credential, BlobClientOptions options) =>
        configuration[Setting] is { Length: > 0 } connection
            ? new BlobServiceClient(connection, options)
            : new BlobServiceClient(AddressOf(configuration, "blob")!, credential, options);

    public static QueueServiceClient CreateQueueClient(IConfiguration configuration, TokenCredential credential, QueueClientOptions options) =>
        configuration[Setting] is { Length: > 0 } connection
            ? new QueueServiceClient(connection, options)
            : new QueueServiceClient(AddressOf(configuration, "queue")!, credential, options);

    /// <returns>A line, or null if nothing is wrong.</returns>
    public static string? FaultOf(IConfiguration configuration) => configuration[Setting] switch
    {
        { Length: > 0 } connection => IsConnectionString(connection)
            ? null
            : $"Setting '{Setting}' is not the connection string of a storage account with blobs and queues.",
        _ => AddressOf(configuration, "blob") is null || AddressOf(configuration, "queue") is null
            ? $"Set '{Setting}' (a connection string, for Azurite), or '{Setting}__accountName', or '{Setting}__blobServiceUri' and '{Setting}__queueServiceUri' (https addresses)."
            : null,
    };

    public static bool IsConnectionString(string text)
    {
        try
        {
            var names = text.Split(';').Select(part => part.Split('=')[0].Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
            // The SDK itself fails without a message where a service's address cannot be told.
            if (!names.Contains("UseDevelopmentStorage") && !names.Contains("AccountName") && !names.IsSupersetOf(["BlobEndpoint", "QueueEndpoint"]))
            {
                return false;
            }

            _ = new BlobServiceClient(text);
            _ = new QueueServiceClient(text);
            return true;
        }
        catch (Exception malformed) when (malformed is FormatException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    // The host builds the address from the account's name in the same way.
    private static Uri? AddressOf(IConfiguration configuration, string service)
    {
        var text = configuration[$"{Setting}:{service}ServiceUri"] is { Length: > 0 } address
            ? address
            : configuration[$"{Setting}:accountName"] is { Length: > 0 } account ? $"https://{account}.{service}.core.windows.net" : null;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps ? uri : null;
    }
}
