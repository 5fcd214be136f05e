using Azure.Storage.Queues;
using BotGateway.LocalHost.Hosting;
using BotGateway.Scheduling;

namespace BotGateway.Tests.LocalHost.Hosting;

public sealed class FunctionQueueTests(TableService tables)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_fails_each_time_is_moved_to_the_poison_queue_after_five_tries()
    {
        await using var gateway = await new GatewayBuilder(tables).WithService<IWorkRunner>(new Failing()).StartAsync();
        var service = gateway.Service<QueueServiceClient>();
        await service.GetQueueClient(WorkQueue.Name).CreateIfNotExistsAsync(cancellationToken: Cancellation);
        await service.GetQueueClient(WorkQueue.Name).SendMessageAsync("text", Cancellation);
        var queue = gateway.Service<FunctionQueues>().All[0];

        var tries = 0;
        while (await queue.TryReceiveAsync(Cancellation) is [var message])
        {
            Assert.IsType<InvalidOperationException>(await queue.HandleAsync(message, Cancellation));
            tries++;
        }

        Assert.Equal(5, tries);
        var poison = await service.GetQueueClient($"{WorkQueue.Name}-poison").PeekMessagesAsync(10, Cancellation);
        Assert.Equal("text", Assert.Single(poison.Value).Body.ToString());
    }

    [Fact]
    public async Task A_message_that_is_none_of_the_gateways_is_dropped()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var sender = gateway.Service<QueueServiceClient>().GetQueueClient(WorkQueue.Name);
        await sender.CreateIfNotExistsAsync(cancellationToken: Cancellation);
        foreach (var text in new[] { "text", "null", "{}", "[]" })
            await sender.SendMessageAsync(text, Cancellation);
        var queue = gateway.Service<FunctionQueues>().All[0];

        var failures = await Task.WhenAll((await queue.TryReceiveAsync(Cancellation)).Select(message => queue.HandleAsync(message, Cancellation)));

        Assert.Equal(4, failures.Length);
        Assert.All(failures, Assert.Null);
        Assert.Empty(await queue.TryReceiveAsync(Cancellation));
    }

    private sealed class Failing : IWorkRunner
    {
        public Task RunAsync(string message, CancellationToken cancellationToken) => throw new InvalidOperationException("It fails.");
    }
}
