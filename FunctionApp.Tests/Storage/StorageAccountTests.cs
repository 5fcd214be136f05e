using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using BotGateway.Storage;
using BotGateway.Tests.Configuration;
using Microsoft.Extensions.Configuration;

namespace BotGateway.Tests.Storage;

public sealed class StorageAccountTests(TableService azurite)
{
    [Fact]
    public async Task Queues_and_blobs_are_in_the_account_of_the_hosts_setting()
    {
        using var app = await GatewayApp.StartAsync([]);

        Assert.Equal(new Uri("https://contoso.blob.core.windows.net"), app.Service<BlobServiceClient>().Uri);
        Assert.Equal(new Uri("https://contoso.queue.core.windows.net"), app.Service<QueueServiceClient>().Uri);
    }

    [Fact]
    public async Task Addresses_of_other_clouds_are_taken_as_they_are()
    {
        using var app = await GatewayApp.StartAsync(new()
        {
            ["AzureWebJobsStorage__blobServiceUri"] = "https://contoso.blob.core.chinacloudapi.cn",
            ["AzureWebJobsStorage__queueServiceUri"] = "https://contoso.queue.core.chinacloudapi.cn",
        });

        Assert.Equal("contoso.blob.core.chinacloudapi.cn", app.Service<BlobServiceClient>().Uri.Host);
        Assert.Equal("contoso.queue.core.chinacloudapi.cn", app.Service<QueueServiceClient>().Uri.Host);
    }

    [Fact]
    public async Task Azurites_queues_and_blobs_are_reached_with_a_connection_string()
    {
        using var app = await GatewayApp.StartAsync(new() { ["AzureWebJobsStorage"] = azurite.NewConnectionString() });
        var queue = app.Service<QueueServiceClient>().GetQueueClient("letters");
        var blobs = app.Service<BlobServiceClient>().GetBlobContainerClient("letters");
        var cancellationToken = TestContext.Current.CancellationToken;

        await queue.CreateAsync(cancellationToken: cancellationToken);
        await queue.SendMessageAsync("hello", cancellationToken);
        await blobs.CreateAsync(cancellationToken: cancellationToken);
        await blobs.UploadBlobAsync("a", BinaryData.FromString("hello"), cancellationToken);

        Assert.Equal("hello", (await queue.ReceiveMessageAsync(cancellationToken: cancellationToken)).Value.Body.ToString());
        Assert.Equal("hello", (await blobs.GetBlobClient("a").DownloadContentAsync(cancellationToken)).Value.Content.ToString());
    }

    [Theory]
    [InlineData("AzureWebJobsStorage", "TableEndpoint=https://contoso.table.core.windows.net;SharedAccessSignature=sig")]
    [InlineData("AzureWebJobsStorage", "BlobEndpoint=https://contoso.blob.core.windows.net;SharedAccessSignature=sig")]
    [InlineData("AzureWebJobsStorage:blobServiceUri", "https://contoso.blob.core.windows.net")]
    [InlineData("AzureWebJobsStorage:queueServiceUri", "http://contoso.queue.core.windows.net")]
    public void A_setting_without_both_services_is_a_fault(string name, string value) =>
        Assert.NotNull(StorageAccount.FaultOf(new ConfigurationBuilder().AddInMemoryCollection([new(name, value)]).Build()));
}
