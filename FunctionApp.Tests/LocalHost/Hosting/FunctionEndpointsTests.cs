using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BotGateway.Tests.LocalHost.Hosting;

public sealed class FunctionEndpointsTests
{
    private readonly Probe _probe = new();

    [Fact]
    public async Task A_function_sees_the_request_and_its_response_is_sent()
    {
        await using var host = await FunctionsHost.StartAsync(_probe);
        using var request = new HttpRequestMessage(HttpMethod.Post, "echo/a?b=c") { Content = new StringContent("¡hola!") };
        request.Headers.Add("x-test", "header");

        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["one", "two"], response.Headers.GetValues("x-answer"));
        Assert.Equal(
            $"POST {host.Client.BaseAddress}echo/a?b=c header ¡hola!",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Every_request_has_an_invocation_id_of_its_own()
    {
        await using var host = await FunctionsHost.StartAsync(_probe);
        host.Client.DefaultRequestHeaders.Add("x-test", "");

        for (var i = 0; i < 2; i++)
            await host.Client.PostAsync(new Uri("echo/a", UriKind.Relative), null, TestContext.Current.CancellationToken);

        Assert.Equal(2, _probe.InvocationIds.Distinct().Count());
        Assert.All(_probe.InvocationIds, id => Assert.True(Guid.TryParse(id, out _)));
    }

    [Theory]
    [InlineData("POST", "any", HttpStatusCode.Accepted)]
    [InlineData("GET", "ANY", HttpStatusCode.Accepted)]
    [InlineData("OPTIONS", "any?a=b", HttpStatusCode.Accepted)]
    [InlineData("DELETE", "any/", HttpStatusCode.Accepted)]
    [InlineData("POST", "%61ny", HttpStatusCode.Accepted)]
    [InlineData("POST", "any/x", HttpStatusCode.NotFound)]
    [InlineData("POST", "anyone", HttpStatusCode.NotFound)]
    public async Task A_function_for_all_methods_has_its_path(string method, string path, HttpStatusCode expected)
    {
        await using var host = await FunctionsHost.StartAsync(_probe);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
    }

    // The third call runs compiled code.
    [Fact]
    public async Task A_function_that_throws_at_once_is_a_500_with_its_exception_in_the_log()
    {
        await using var host = await FunctionsHost.StartAsync(_probe);

        for (var i = 0; i < 3; i++)
        {
            using var response = await host.Client.GetAsync(new Uri("throw-at-once", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        }

        Assert.Equal(3, _probe.Log.Lines.Count(line => line.Text.Contains(" System.InvalidOperationException: secret ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("GET", "echo/a")]
    [InlineData("POST", "throw")]
    [InlineData("POST", "")]
    [InlineData("GET", "nowhere/at/all.txt")]
    public async Task Other_methods_and_routes_are_a_404(string method, string path)
    {
        await using var host = await FunctionsHost.StartAsync(_probe);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task An_exception_that_escapes_is_a_500_without_details()
    {
        await using var host = await FunctionsHost.StartAsync(_probe);

        using var response = await host.Client.GetAsync(new Uri("throw", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_client_that_goes_away_cancels_the_invocation()
    {
        await using var host = await FunctionsHost.StartAsync(_probe);
        using var impatience = new CancellationTokenSource();

        var call = host.Client.GetAsync(new Uri("wait", UriKind.Relative), impatience.Token);
        await _probe.Entered.Task.WaitAsync(TestContext.Current.CancellationToken);
        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await _probe.Cancelled.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_answer_comes_while_the_client_is_still_sending()
    {
        await using var host = await FunctionsHost.StartAsync(_probe);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Client.BaseAddress!.Port, TestContext.Current.CancellationToken);
        var connection = client.GetStream();

        await connection.WriteAsync(
            Encoding.ASCII.GetBytes("POST /Unread HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n{"),
            TestContext.Current.CancellationToken);
        using var reader = new StreamReader(connection);

        Assert.Equal("HTTP/1.1 413 Payload Too Large", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_client_that_sends_all_before_it_reads_gets_the_answer_too()
    {
        await using var host = await FunctionsHost.StartAsync(_probe);
        using var large = new ByteArrayContent(new byte[60_000_000]);

        using var response = await host.Client.PostAsync(new Uri("unread", UriKind.Relative), large, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }
}
