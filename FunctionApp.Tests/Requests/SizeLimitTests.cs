using System.Text;
using BotGateway.LocalHost.Client;
using BotGateway.Tests.EndToEnd;
using BotGateway.Tests.Protocol;

namespace BotGateway.Tests.Requests;

public sealed class SizeLimitTests(TableService tables, NodeClient node) : IAsyncLifetime
{
    private const int Limit = 3000;

    private SealedGateway _gateway = null!;

    public async ValueTask InitializeAsync() =>
        _gateway = await SealedGateway.StartAsync(tables, node, settings: new() { ["Requests:MaxBytes"] = $"{Limit}" });

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_of_exactly_the_limit_is_served(bool chunked)
    {
        var answer = await PostAsync(Limit, chunked);

        Expected.LetIn(answer);
    }

    [Theory]
    [InlineData(Limit + 1, true)]
    [InlineData(Limit + 1, false)]
    [InlineData(1_000_000, true)]
    [InlineData(1_000_000, false)]
    public async Task A_larger_one_is_a_413_that_tells_the_limit(int length, bool chunked)
    {
        var answer = await PostAsync(length, chunked);

        Assert.Equal($"The request is larger than {Limit} bytes.", Expected.Problem(413, answer));
    }

    [Fact]
    public async Task The_limit_counts_bytes_and_not_characters()
    {
        using var content = new StringContent($"\"{new string('ñ', (Limit / 2) - 1)}\"", Encoding.UTF8, "application/json");
        using var longer = new StringContent($"\"{new string('ñ', Limit / 2)}\"", Encoding.UTF8, "application/json");

        Expected.Problem(400, await _gateway.PostAsync(content));
        Expected.Problem(413, await _gateway.PostAsync(longer));
    }

    private async Task<GatewayAnswer> PostAsync(int length, bool chunked)
    {
        var request = await _gateway.SealAsync(_gateway.Order());
        using var content = new StringContent(request.Text.PadRight(length), Encoding.UTF8, "application/json");
        return await _gateway.PostAsync(content, chunked);
    }
}
