using System.Net;

namespace BotGateway.Tests.Http;

public sealed class RouteTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Theory]
    [InlineData("GET", "lambda")]
    [InlineData("PUT", "lambda")]
    [InlineData("DELETE", "lambda")]
    [InlineData("POST", "")]
    [InlineData("POST", "api/lambda")]
    [InlineData("POST", "lambda/x")]
    [InlineData("POST", "health")]
    [InlineData("GET", "keys/gateway")]
    public async Task There_is_nothing_else(string method, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await _gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
