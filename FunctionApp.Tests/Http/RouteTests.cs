using System.Net;
using BotGateway.Tests.Protocol;

namespace BotGateway.Tests.Http;

public sealed class RouteTests(SealedGateway gateway) : IClassFixture<SealedGateway>
{
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

        using var response = await gateway.Gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }
}
