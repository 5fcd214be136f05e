using System.Net.Sockets;
using BotGateway.Http;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.OpenAI;

/// <summary>How often and how long the gateway asks the model service.</summary>
public sealed class PatienceTests
{
    // In parallel, as the SDK's waits between its tries are real ones.
    [Fact]
    public Task What_a_moment_may_mend_is_tried_twice_more_but_a_job_is_created_once() => Task.WhenAll(
        from operation in Operations.All.Keys
        from failure in new[] { ScriptedService.Error(500), ScriptedService.Error(503), Refused }
        select AssertTriedAsync(operation, failure, operation == "create-job" ? 1 : 3));

    [Theory]
    [MemberData(nameof(Operations.OnBothServices), MemberType = typeof(Operations))]
    public async Task After_3_minutes_it_is_a_504_and_not_sent_again(string provider, string operation)
    {
        var clock = new FakeTimeProvider();
        var arrived = new TaskCompletionSource();
        var service = new ScriptedService(async cancellation =>
        {
            arrived.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
            throw new InvalidOperationException();
        });

        var running = Operations.All[operation](Service.Over(service, provider, clock), TestContext.Current.CancellationToken);
        await arrived.Task;
        clock.Advance(TimeSpan.FromSeconds(179));
        Assert.False(running.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => running);
        Assert.Equal((ErrorKind.InDoubt, "The model service took too long to answer."), (problem.Kind, problem.Message));
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_408_is_a_504_and_not_sent_again() =>
        Assert.Equal(ErrorKind.InDoubt, (await Operations.FailAsync("azure", "chat", ScriptedService.Error(408), sent: 1)).Kind);

    [Theory]
    [MemberData(nameof(Operations.OnBothServices), MemberType = typeof(Operations))]
    public async Task A_client_that_hangs_up_is_no_failure_of_the_service(string provider, string operation)
    {
        using var client = new CancellationTokenSource();
        var service = new ScriptedService(async cancellation =>
        {
            await client.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
            throw new InvalidOperationException();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Operations.All[operation](Service.Over(service, provider), client.Token));
    }

    private static readonly Func<CancellationToken, Task<HttpResponseMessage>> Refused =
        ScriptedService.Fails(new HttpRequestException(HttpRequestError.ConnectionError, "Refused", new SocketException()));

    private static async Task AssertTriedAsync(string operation, Func<CancellationToken, Task<HttpResponseMessage>> failure, int times) =>
        Assert.Equal(ErrorKind.Upstream, (await Operations.FailAsync("azure", operation, failure, times)).Kind);
}
