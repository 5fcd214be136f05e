
namespace BotGateway.Tests.FineTuning;

/// <summary>The service removes a deployment that nobody has used for 15 days.</summary>
public sealed class RemovedDeploymentTests(TableService tables) : IAsyncLifetime
{
    private Gateway _gateway = null!;
    private string _job = "";
    private string _bot = "";
    private string _thread = "";

    public async ValueTask InitializeAsync()
    {
        _gateway = await new GatewayBuilder(tables).WithClock().WithDeployments().StartAsync();
        _job = await _gateway.DeployAsync();
        var made = await _gateway.NewBotOnAsync(_job);
        (_bot, _thread) = (made["bot_id"]!, made["thread_id"]!);
        _gateway.Management.Remove(_job);
    }

    [Fact]
    public async Task A_message_that_needs_it_is_told_that_it_is_deployed_again()
    {
        var talk = await TalkAsync();

        Assert.Equal((503, TimeSpan.FromMinutes(5)), (talk.Status, talk.RetryAfter));
        Assert.Contains("is being deployed again", talk.Text, StringComparison.Ordinal);
        Assert.Equal("Wanted", await _gateway.StateAsync(_job));
    }

    [Fact]
    public async Task The_timer_deploys_it_and_the_bot_answers_in_its_thread()
    {
        await TalkAsync();
        await _gateway.TickAfterAMinuteAsync();
        var (creating, meanwhile) = (await _gateway.StateAsync(_job), await TalkAsync());
        _gateway.FinishDeployments();
        var talk = await TalkAsync();
        await _gateway.TickAfterAMinuteAsync();

        Assert.Equal(("Creating", 503), (creating, meanwhile.Status));
        Assert.Equal(200, talk.Status);
        Assert.Contains("(0 mensajes anteriores)", talk.Text, StringComparison.Ordinal);
        Assert.Equal("Succeeded", await _gateway.StateAsync(_job));
    }

    [Fact]
    public async Task However_many_messages_need_it_it_is_asked_for_once()
    {
        var before = _gateway.Management.Calls.Count("put-deployment");

        // On threads of their own: on one they would wait for each other.
        var threads = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _gateway.NewThreadAsync()));
        var talks = await Task.WhenAll(threads.Select(thread => _gateway.TalkAsync(_bot, thread)));
        await _gateway.TickAfterAMinuteAsync();
        await _gateway.TickAfterAMinuteAsync();

        Assert.All(talks, talk => Assert.Equal(503, talk.Status));
        Assert.Equal(1, _gateway.Management.Calls.Count("put-deployment") - before);
    }

    [Fact]
    public async Task Until_a_bot_needs_it_nobody_pays_for_it()
    {
        var before = _gateway.Management.Calls.Count("put-deployment");

        await _gateway.TickAfterAMinuteAsync();
        await _gateway.TickAfterAMinuteAsync();

        Assert.Equal(0, _gateway.Management.Calls.Count("put-deployment") - before);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    private Task<(int Status, string Text, TimeSpan? RetryAfter)> TalkAsync() => _gateway.TalkAsync(_bot, _thread);
}
