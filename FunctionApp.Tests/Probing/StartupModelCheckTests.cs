using BotGateway.Hosting;
using BotGateway.OpenAI;
using BotGateway.Tests.Configuration;
using BotGateway.Tests.LocalHost.Hosting;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace BotGateway.Tests.Probing;

public sealed class StartupModelCheckTests
{
    [Fact]
    public async Task The_models_are_asked_once_the_first_requests_of_a_cold_start_are_over()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var clock = new TimerClock();
        var asked = new TaskCompletionSource<string>();
        var models = Substitute.For<IModelService>();
        models.ChatAsync(Arg.Any<ChatRequest>(), Arg.Any<CancellationToken>()).Returns(call =>
        {
            asked.TrySetResult(call.Arg<ChatRequest>().Model);
            return Task.FromResult(new ChatAnswer("", Usage: null));
        });
        using var app = await GatewayApp.StartAsync(
            new() { ["OpenAI__BaseModels"] = "gpt-5" },
            services => services.AddSingleton<TimeProvider>(clock).AddSingleton(models).AddHostedService<StartupModelCheck>());

        // Background services start on another thread, so their timers may begin late.
        while (await clock.WaitAsync() != StartupModelCheck.Delay)
            Assert.False(asked.Task.IsCompleted);
        Assert.False(asked.Task.IsCompleted);
        clock.Advance(StartupModelCheck.Delay);

        Assert.Equal("gpt-5", await asked.Task.WaitAsync(cancellationToken));
    }
}
