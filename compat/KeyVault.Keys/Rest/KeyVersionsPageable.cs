using Azure.Core;

namespace Azure.Security.KeyVault.Keys.Rest;

/// <summary>A key's versions, page by page as the vault links them.</summary>
internal sealed class KeyVersionsPageable(VaultPipeline pipeline, Uri firstPage, CancellationToken cancellationToken)
    : AsyncPageable<KeyProperties>(cancellationToken)
{
    public override async IAsyncEnumerable<Page<KeyProperties>> AsPages(string continuationToken = null, int? pageSizeHint = null)
    {
        for (var next = continuationToken is null ? firstPage : new Uri(continuationToken); next is not null;)
        {
            var response = await pipeline.SendAsync<KeyVersionPage>(RequestMethod.Get, next, null, CancellationToken);
            var page = response.Value;
            KeyProperties[] versions = [.. page.Value.Select(version => version.ToProperties())];
            yield return Page<KeyProperties>.FromValues(versions, page.NextLink, response.GetRawResponse());
            next = string.IsNullOrEmpty(page.NextLink) ? null : new Uri(page.NextLink);
        }
    }
}
