using System.Net;
using BotGateway.LocalHost.Hosting;
using Microsoft.AspNetCore.Http;

namespace BotGateway.Tests.LocalHost.Hosting;

public sealed class HostLimitsTests
{
    private readonly HostLimits _limits = new();
    private readonly TaskCompletionSource _release = new();

    [Fact]
    public async Task The_hundred_and_first_request_at_once_gets_the_hosts_bare_429_and_those_before_are_answered()
    {
        var hundred = Enumerable.Range(0, 100).Select(_ => SendAsync()).ToList();

        var refused = await SendAsync();
        _release.SetResult();
        var answered = await Task.WhenAll(hundred);

        Assert.Equal((429, "1"), (refused.StatusCode, refused.Headers["x-function-scaleout"].ToString()));
        Assert.False(refused.Headers.ContainsKey("Retry-After"));
        Assert.Equal(0, refused.Body.Length);
        Assert.All(answered, response => Assert.Equal(200, response.StatusCode));
        Assert.Equal(200, (await SendAsync()).StatusCode);
    }

    [Theory]
    [InlineData(104_857_600, HttpStatusCode.OK)]
    [InlineData(104_857_601, HttpStatusCode.InternalServerError)]
    public async Task A_request_over_100_MiB_gets_the_hosts_bare_500(long length, HttpStatusCode expected)
    {
        _release.SetResult();

        var response = await SendAsync(length);

        Assert.Equal((int)expected, response.StatusCode);
        Assert.Equal(0, response.Body.Length);
    }

    private async Task<HttpResponse> SendAsync(long length = 0)
    {
        var context = new DefaultHttpContext();
        context.Request.ContentLength = length;
        context.Response.Body = new MemoryStream();
        await _limits.RunAsync(context, _ => _release.Task);
        return context.Response;
    }
}
