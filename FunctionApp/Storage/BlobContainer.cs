using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using BotGateway.Http;
using BotGateway.Telemetry;

namespace BotGateway.Storage;

/// <summary>One container of blobs, which is made when it is first written to, with the failures of the service told apart from those of the caller.</summary>
/// <remarks>Every member throws a <see cref="GatewayException"/> with Unavailable if the Blob service does not answer or rejects the gateway.</remarks>
internal sealed class BlobContainer(BlobContainerClient client)
{
    /// <summary>Writes a blob, unless there is one of this name. Its content is seekable: a failed attempt is sent again from the start.</summary>
    /// <returns>Its version; null if there is one already.</returns>
    public Task<ETag?> TryAddAsync(string name, Stream content, IDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions { Metadata = metadata, Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
        return GuardAsync<ETag?>(
            "write",
            async () =>
            {
                try
                {
                    return await UploadAsync(name, content, options, cancellationToken);
                }
                catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.BlobAlreadyExists || e.Status == 412)
                {
                    return null;
                }
            },
            cancellationToken);
    }

    /// <returns>Its properties; null if there is none.</returns>
    public Task<BlobProperties?> FindAsync(string name, CancellationToken cancellationToken) =>
        GuardAsync<BlobProperties?>(
            "find",
            async () =>
            {
                try
                {
                    return (await client.GetBlobClient(name).GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
                }
                catch (RequestFailedException e) when (e.Status == 404)
                {
                    return null;
                }
            },
            cancellationToken);

    /// <summary>Lists blobs with their metadata, in the order of their names.</summary>
    public async IAsyncEnumerable<BlobItem> ReadAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? position = null;
        do
        {
            (var blobs, position) = await ReadPageAsync(prefix, position, pageSize: null, cancellationToken);
            foreach (var blob in blobs)
                yield return blob;
        }
        while (position is not null);
    }

    /// <summary>Lists some of the blobs with their metadata, in the order of their names.</summary>
    /// <returns>The blobs, and the position of the next page; null after the last.</returns>
    public Task<(IReadOnlyList<BlobItem> Blobs, string? Next)> ReadPageAsync(
        string prefix, string? position, int? pageSize, CancellationToken cancellationToken) =>
        GuardAsync<(IReadOnlyList<BlobItem>, string?)>(
            "list",
            async () =>
            {
                try
                {
                    var pages = client.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata, Prefix = prefix }, cancellationToken);
                    await foreach (var page in pages.AsPages(position, pageSize))
                        return (page.Values, page.ContinuationToken is { Length: > 0 } next ? next : null);
                    return ([], null);
                }
                catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ContainerNotFound)
                {
                    // Nothing has been written yet.
                    return ([], null);
                }
            },
            cancellationToken);

    /// <summary>Opens this version of a blob for reading from an offset on.</summary>
    /// <returns>The rest of the blob; null if this version is gone.</returns>
    public Task<Stream?> OpenAsync(string name, ETag version, long offset, CancellationToken cancellationToken) =>
        GuardAsync<Stream?>(
            "read",
            async () =>
            {
                var options = new BlobDownloadOptions { Range = new HttpRange(offset), Conditions = new BlobRequestConditions { IfMatch = version } };
                try
                {
                    return (await client.GetBlobClient(name).DownloadStreamingAsync(options, cancellationToken)).Value.Content;
                }
                catch (RequestFailedException e) when (e.Status is 404 or 412)
                {
                    return null;
                }
            },
            cancellationToken);

    /// <summary>Deletes this version of a blob: one that was written since stays.</summary>
    public Task<bool> DeleteAsync(string name, ETag version, CancellationToken cancellationToken) =>
        GuardAsync(
            "delete",
            async () =>
            {
                try
                {
                    await client.GetBlobClient(name).DeleteAsync(
                        conditions: new BlobRequestConditions { IfMatch = version }, cancellationToken: cancellationToken);
                    return true;
                }
                catch (RequestFailedException e) when (e.Status is 404 or 412)
                {
                    return false;
                }
            },
            cancellationToken);

    /// <summary>Tells an outage of the Blob service, also while a blob is being read.</summary>
    /// <exception cref="GatewayException">Unavailable for an outage, Internal for a request that the service calls impossible.</exception>
    public async Task<T> GuardAsync<T>(string operation, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await Tracing.CallAsync($"blob {client.Name} {operation}", _ => call());
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && BrokenConnection.IsOutage(e))
        {
            throw e is RequestFailedException { Status: 400 or 413 or 416 }
                ? new GatewayException(ErrorKind.Internal, "The Blob service rejected the gateway's request as invalid.", e)
                : new GatewayException(ErrorKind.Unavailable, "The Blob service is unavailable.", e);
        }
    }

    private async Task<ETag> UploadAsync(string name, Stream content, BlobUploadOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.GetBlobClient(name).UploadAsync(content, options, cancellationToken)).Value.ETag;
        }
        catch (RequestFailedException e) when (e.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await client.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            content.Position = 0;
            return (await client.GetBlobClient(name).UploadAsync(content, options, cancellationToken)).Value.ETag;
        }
    }
}
