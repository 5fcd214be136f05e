using System.Text;
using BotGateway.LocalHost.Client;

namespace BotGateway.Tests.Http;

public sealed class SizeLimitTests(TableService tables) : IAsyncLifetime
{
    private const int Limit = 3000;

    private Gateway _gateway = null!;

    public async ValueTask InitializeAsync() =>
        _gateway = await new GatewayBuilder(tables).WithClock().WithLog().WithSetting("Requests:MaxBytes", $"{Limit}").StartAsync();

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_request_of_exactly_the_limit_is_served() => Expected.Authenticated(await PostAsync(Limit));

    // On Azure it would come as an empty one. Whatever its size, none of it is read.
    [Theory]
    [InlineData(1)]
    [InlineData(1_000_000)]
    public async Task A_body_in_chunks_is_a_411(int length) => Assert.Equal(
        "The request must have a Content-Length: Azure Functions does not accept chunked bodies (Transfer-Encoding).",
        Expected.Problem(411, await PostAsync(length, chunked: true)));

    [Theory]
    [InlineData(Limit + 1)]
    [InlineData(1_000_000)]
    public async Task A_larger_one_is_a_413_that_tells_the_limit(int length)
    {
        var answer = await PostAsync(length);

        Assert.Equal($"The request is larger than {Limit} bytes. Larger training data is sent in parts, with 'add_examples'.", Expected.Problem(413, answer));
    }

    [Fact]
    public async Task The_limit_counts_bytes_and_not_characters()
    {
        using var content = new StringContent($"\"{new string('ñ', (Limit / 2) - 1)}\"", Encoding.UTF8, "application/json");
        using var longer = new StringContent($"\"{new string('ñ', Limit / 2)}\"", Encoding.UTF8, "application/json");

        Expected.Problem(400, await _gateway.PostAsync(content));
        Expected.Problem(413, await _gateway.PostAsync(longer));
    }

    private async Task<GatewayAnswer> PostAsync(int length, bool chunked = false)
    {
        var request = _gateway.Token().Encrypt();
        using var content = new StringContent(request.Text.PadRight(length), Encoding.UTF8, "application/json");
        return await _gateway.PostAsync(content, chunked);
    }
}
