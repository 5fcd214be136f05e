using System.Net.ServerSentEvents;
using System.Text.Json;

namespace BotGateway.Tests.LocalHost.WebConsole;

/// <summary>An open page of the console, which reads its stream.</summary>
internal sealed class ConsolePage : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly IAsyncEnumerator<SseItem<string>> _items;

    private ConsolePage(HttpResponseMessage response, Stream stream) =>
        (_response, _items) = (response, SseParser.Create(stream).EnumerateAsync(TestContext.Current.CancellationToken).GetAsyncEnumerator());

    public static async Task<ConsolePage> OpenAsync(Gateway gateway, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/console/stream", UriKind.Relative));
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);
        var response = await gateway.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var page = new ConsolePage(response.EnsureSuccessStatusCode(), await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal("alive", (await page.NextAsync())?.EventType);
        return page;
    }

    /// <returns>Null at the stream's end.</returns>
    public async Task<SseItem<string>?> NextAsync() => await _items.MoveNextAsync() ? _items.Current : null;

    public async Task<JsonElement> NextAsync(string type)
    {
        var item = Assert.NotNull(await NextAsync());
        Assert.Equal(type, item.EventType);
        return JsonElement.Parse(item.Data);
    }

    public void Dispose() => _response.Dispose();
}
