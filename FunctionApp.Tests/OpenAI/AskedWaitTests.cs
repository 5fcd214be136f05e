using BotGateway.Http;
using BotGateway.OpenAI;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.OpenAI;

/// <summary>The waiting that the service asks for.</summary>
public sealed class AskedWaitTests : IDisposable
{
    private static readonly ChatRequest Request = new("m", [ChatMessages.Of(new ChatMessage("user", "Hola"))], 0.8, 100);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
    private readonly CancellationTokenSource _client = new();

    [Theory]
    [InlineData(429, "Retry-After", "5", 5)]
    [InlineData(503, "Retry-After", "5", 5)]
    [InlineData(500, "Retry-After", "2", 2)]
    [InlineData(503, "retry-after-ms", "5000", 5)]
    [InlineData(429, "x-ms-retry-after-ms", "1500", 1.5)]
    [InlineData(503, "Retry-After", "Fri, 20 Nov 2026 12:00:04 GMT", 4)]
    public async Task Up_to_5_s_are_waited_inside_the_request(int status, string header, string value, double seconds)
    {
        var service = new ScriptedService(ScriptedService.Json(status, "{}", (header, value)), ScriptedService.Says("Bien."));

        var asking = Service.Over(service, clock: _clock).ChatAsync(Request, _client.Token);
        _clock.Advance(TimeSpan.FromSeconds(seconds - 0.1));
        var (before, sent) = (asking.IsCompleted, service.Requests.Count);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal("Bien.", (await asking).Message);
        Assert.Equal((false, 1, 2), (before, sent, service.Requests.Count));
    }

    [Theory]
    [InlineData("Retry-After", "0")]
    [InlineData("Retry-After", "Fri, 20 Nov 2026 11:00:00 GMT")]
    [InlineData("retry-after-ms", "0")]
    public async Task A_time_that_has_come_is_not_waited_for(string header, string value)
    {
        var service = new ScriptedService(ScriptedService.Json(429, "{}", (header, value)), ScriptedService.Says("Bien."));

        Assert.Equal("Bien.", (await Service.Over(service, clock: _clock).ChatAsync(Request, _client.Token)).Message);
    }

    [Theory]
    [InlineData(429, 429, "5.001", 6)]
    [InlineData(503, 503, "6", 6)]
    [InlineData(500, 502, "6", 6)]
    [InlineData(503, 503, "99999999999", 86_400)]
    public async Task More_is_handed_on_at_once_with_the_header(int status, int expected, string seconds, int handedOn)
    {
        foreach (var operation in Operations.All.Keys)
        {
            var problem = await Operations.FailAsync("azure", operation, ScriptedService.Json(status, "{}", ("Retry-After", seconds)), sent: 1);

            Assert.Equal((expected, handedOn), (ErrorStatus.Of(problem.Kind), Math.Ceiling(problem.RetryAfter!.Value.TotalSeconds)));
        }
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("soon")]
    [InlineData("")]
    public async Task A_429_that_says_nothing_of_use_is_handed_on_at_once_without_it(string value)
    {
        var problem = await Operations.FailAsync("azure", "chat", ScriptedService.Json(429, "{}", ("Retry-After", value)), sent: 1);

        Assert.Equal((ErrorKind.Throttled, null), (problem.Kind, problem.RetryAfter));
    }

    [Fact]
    public async Task All_waits_of_a_call_together_are_5_s()
    {
        var service = new ScriptedService(ScriptedService.Json(429, "{}", ("Retry-After", "3")));

        var asking = Service.Over(service, clock: _clock).ChatAsync(Request, _client.Token);
        _clock.Advance(TimeSpan.FromSeconds(3));

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => asking);
        Assert.Equal((ErrorKind.Throttled, TimeSpan.FromSeconds(3), 2), (problem.Kind, problem.RetryAfter, service.Requests.Count));
    }

    [Fact]
    public async Task It_is_sent_three_times_at_the_most()
    {
        var service = new ScriptedService(ScriptedService.Json(429, "{}", ("Retry-After", "0")));

        await Assert.ThrowsAnyAsync<GatewayException>(() => Service.Over(service, clock: _clock).ChatAsync(Request, _client.Token));

        Assert.Equal(3, service.Requests.Count);
    }

    [Theory]
    [InlineData(429, 2)]
    [InlineData(503, 1)]
    public async Task A_job_is_created_again_only_where_the_service_has_turned_it_away(int status, int sent)
    {
        var service = new ScriptedService(
            ScriptedService.Json(status, "{}", ("Retry-After", "0")),
            ScriptedService.Json(201, """{"id":"ftjob-1","status":"pending","training_file":"file-1"}"""));

        var creating = Record.ExceptionAsync(() => Operations.All["create-job"](Service.Over(service, clock: _clock), _client.Token));

        Assert.Equal(status == 429, await creating is null);
        Assert.Equal(sent, service.Requests.Count);
    }

    [Fact]
    public async Task A_wait_that_would_not_end_before_the_deadline_is_not_begun()
    {
        var service = new ScriptedService(_ =>
        {
            _clock.Advance(TimeSpan.FromSeconds(177));
            return ScriptedService.Json(503, "{}", ("Retry-After", "4"))(default);
        });

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => Service.Over(service, clock: _clock).ChatAsync(Request, _client.Token));

        Assert.Equal((ErrorKind.Unavailable, TimeSpan.FromSeconds(4), 1), (problem.Kind, problem.RetryAfter, service.Requests.Count));
    }

    [Fact]
    public async Task A_client_that_hangs_up_ends_it()
    {
        var service = new ScriptedService(ScriptedService.Json(429, "{}", ("Retry-After", "5")));

        var asking = Service.Over(service, clock: _clock).ChatAsync(Request, _client.Token);
        await _client.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task It_keeps_nobody_else_waiting()
    {
        var service = new ScriptedService(ScriptedService.Json(429, "{}", ("Retry-After", "5")), ScriptedService.Says("Bien."));
        var models = Service.Over(service, clock: _clock);

        var waiting = models.ChatAsync(Request, _client.Token);
        Assert.Equal("Bien.", (await models.ChatAsync(Request, _client.Token)).Message);
        Assert.False(waiting.IsCompleted);

        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("Bien.", (await waiting).Message);
    }

    public void Dispose() => _client.Dispose();
}
