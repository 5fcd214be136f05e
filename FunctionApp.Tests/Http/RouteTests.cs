using System.Net;

namespace BotGateway.Tests.Http;

public sealed class RouteTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task Another_method_is_a_405_that_says_POST(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "lambda");

        using var response = await _gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
        Assert.Contains("POST", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
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
