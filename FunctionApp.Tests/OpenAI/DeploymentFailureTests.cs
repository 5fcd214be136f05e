using System.Net.Sockets;
using Azure.Identity;
using BotGateway.Http;
using NSubstitute.ExceptionExtensions;

namespace BotGateway.Tests.OpenAI;

public sealed class DeploymentFailureTests : IDisposable
{
    private readonly DeploymentFixture _azure = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(400, 502, 1, "failed with 400 (Code): Why.")]
    [InlineData(401, 500, 1, "may not deploy")]
    [InlineData(403, 500, 1, "accounts/deployments/write")]
    [InlineData(404, 502, 1, "failed with 404 (Code).")]
    [InlineData(408, 504, 3, "took too long")]
    [InlineData(409, 502, 1, "failed with 409 (Code): Why.")]
    [InlineData(429, 429, 1, "rate limiting requests")]
    [InlineData(500, 502, 3, "failed with 500 (Code).")]
    [InlineData(503, 502, 3, "failed with 503 (Code).")]
    public async Task What_it_refuses_is_a_problem_and_only_what_a_moment_may_mend_is_tried_again(
        int status, int expected, int requests, string message)
    {
        _azure.Wire.Answers = [ScriptedService.Json(status, """{"error":{"code":"Code","message":"Why."}}""")];

        var problem = await FailAsync();

        Assert.Equal((expected, requests), (ErrorStatus.Of(problem.Kind), _azure.Wire.Requests.Count));
        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_429_says_how_long_to_wait_and_is_not_waited_for()
    {
        _azure.Wire.Answers = [ScriptedService.Json(429, "{}", ("Retry-After", "600"))];

        var problem = await FailAsync();

        Assert.Equal((ErrorKind.Throttled, TimeSpan.FromSeconds(600)), (problem.Kind, problem.RetryAfter!.Value));
        Assert.Single(_azure.Wire.Requests);
    }

    [Theory]
    [InlineData("<html>It works!</html>")]
    [InlineData("{}")]
    [InlineData("""{"properties":[]}""")]
    public async Task An_answer_that_is_not_of_its_protocol_is_a_502(string body)
    {
        _azure.Wire.Answers = [ScriptedService.Json(200, body)];

        Assert.Equal(ErrorKind.Upstream, (await FailAsync()).Kind);
        Assert.Equal(ErrorKind.Upstream, (await Assert.ThrowsAnyAsync<GatewayException>(() => _azure.Service.FindStateAsync("ftjob-1", Cancellation))).Kind);
    }

    [Fact]
    public async Task A_deployment_that_does_not_say_how_far_it_is_is_looked_at_again_and_then_done()
    {
        _azure.Wire.Answers = [ScriptedService.Json(200, $$"""{"id":"{{DeploymentFixture.Account}}/deployments/ftjob-1","properties":{} }""")];

        Assert.Equal("Accepted", await _azure.Service.StartAsync("ftjob-1", "m", Cancellation));
        Assert.Equal("Succeeded", await _azure.Service.FindStateAsync("ftjob-1", Cancellation));
    }

    [Fact]
    public async Task A_503_that_asks_for_a_long_wait_is_not_waited_for()
    {
        _azure.Wire.Answers = [ScriptedService.Json(503, "{}", ("Retry-After", "60"))];

        Assert.Equal(ErrorKind.Upstream, (await FailAsync()).Kind);
        Assert.Single(_azure.Wire.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_that_breaks_is_a_502(bool socket)
    {
        _azure.Wire.Answers = [ScriptedService.Fails(socket ? new SocketException((int)SocketError.NotConnected) : new HttpRequestException("Connection refused"))];

        var problem = await FailAsync();

        Assert.Equal(ErrorKind.Upstream, problem.Kind);
        Assert.Contains("is unavailable", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_answer_by_the_deadline_is_a_504()
    {
        _azure.Wire.Answers = [ScriptedService.NeverAsync];

        var failing = FailAsync();
        await _azure.Wire.Arrived.Task;
        _azure.Clock.Advance(TimeSpan.FromSeconds(40));

        Assert.Equal(ErrorKind.InDoubt, (await failing).Kind);
    }

    [Fact]
    public async Task A_tick_that_ends_is_no_problem_of_the_service()
    {
        _azure.Wire.Answers = [ScriptedService.NeverAsync];
        using var tick = new CancellationTokenSource();

        var starting = _azure.Service.StartAsync("ftjob-1", "m", tick.Token);
        await _azure.Wire.Arrived.Task;
        await tick.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
    }

    [Fact]
    public async Task An_identity_that_cannot_be_proved_is_a_500()
    {
        _azure.Identity.GetTokenAsync(default, Cancellation).ThrowsAsyncForAnyArgs(
            new AuthenticationFailedException("No managed identity."));

        var problem = await FailAsync();

        Assert.Equal(ErrorKind.Internal, problem.Kind);
        Assert.Empty(_azure.Wire.Requests);
    }

    public void Dispose() => _azure.Dispose();

    private Task<GatewayException> FailAsync() =>
        Assert.ThrowsAnyAsync<GatewayException>(() => _azure.Service.StartAsync("ftjob-1", "gpt-4.1-mini.ft-1", Cancellation));
}
