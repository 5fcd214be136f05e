using System.Runtime.CompilerServices;

namespace BotGateway.Client;

/// <summary>A list that the gateway returns in pages, which are requested as they are needed.</summary>
/// <typeparam name="TPage">The response that holds a page.</typeparam>
/// <typeparam name="TItem">An item.</typeparam>
public sealed class AsyncPages<TPage, TItem> : IAsyncEnumerable<TItem>
{
    private readonly string? _first;
    private readonly Func<string?, CancellationToken, Task<TPage>> _request;
    private readonly Func<TPage, (IReadOnlyList<TItem>? Items, string? Next)> _read;

    internal AsyncPages(
        string? first, Func<string?, CancellationToken, Task<TPage>> request, Func<TPage, (IReadOnlyList<TItem>? Items, string? Next)> read) =>
        (_first, _request, _read) = (first, request, read);

    /// <summary>Enumerates the pages; the <c>Next</c> of one is the <c>Next</c> of a request that begins after it.</summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The pages.</returns>
    /// <exception cref="BotGatewayException">A page could not be read.</exception>
    public async IAsyncEnumerable<TPage> AsPagesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var next = _first;
        do
        {
            var page = await _request(next, cancellationToken).ConfigureAwait(false);
            yield return page;
            next = _read(page).Next;
        }
        while (next is not null);
    }

    /// <summary>Enumerates the items of all pages.</summary>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <returns>The items.</returns>
    /// <exception cref="BotGatewayException">A page could not be read.</exception>
    public async IAsyncEnumerator<TItem> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var page in AsPagesAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var item in _read(page).Items ?? [])
                yield return item;
        }
    }
}
