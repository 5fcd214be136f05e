using System.Text;
using BotGateway.Functions;
using BotGateway.LocalHost.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Http;

/// <summary>What a request costs that does not depend on the machine.</summary>
public sealed class RequestCostTests(TableService tables)
{
    [Theory]
    [InlineData("table", 1)]
    [InlineData("memory", 0)]
    public async Task Requests_to_storage(string replay, int requests)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithSetting("Auth:Replay", replay).StartAsync();
        Expected.Authenticated(await gateway.SendAsync(gateway.Jwt())); // Makes the table.
        gateway.Clock.Advance(TimeSpan.FromMinutes(1)); // A token of before the start is also looked for as the previous version kept it.
        gateway.Tables.Forget();

        Expected.Authenticated(await gateway.SendAsync(gateway.Jwt()));
        Assert.Equal(requests, gateway.Tables.Requests.Count);
        Expected.Authenticated(await gateway.CallAsync(gateway.Token()));
        Assert.Equal(2 * requests, gateway.Tables.Requests.Count);
    }

    // About 12,000 bytes, and less than 10,000 in a release build, whose state machines are not objects; 'parts --check' of the benchmarks measures that.
    [Fact]
    public async Task Memory_for_a_JWT()
    {
        await using var gateway = await new GatewayBuilder(tables).WithSetting("Auth:Replay", "memory").StartAsync();
        var services = gateway.Service<IServiceProvider>();
        var dispatcher = ActivatorUtilities.CreateInstance<Dispatcher>(services);
        var allocated = new List<long>();
        for (var i = 0; i < 300; i++)
        {
            var request = Request(services, $$"""{"payload":{"token":"{{gateway.Jwt()}}"},"body":{{Jwt.Body}}}""");
            var before = GC.GetAllocatedBytesForCurrentThread();
            var answering = dispatcher.Run(request);
            allocated.Add(GC.GetAllocatedBytesForCurrentThread() - before);
            // All of it happened on this thread; the first one waits for the vault.
            Assert.True(answering.IsCompleted || i == 0);
            Assert.Equal(200, (int)(await answering).StatusCode);
        }

        allocated.Sort();
        Assert.InRange(allocated[allocated.Count / 2], 0, 13_000);
    }

    private static LocalRequest Request(IServiceProvider services, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var context = new DefaultHttpContext { Request = { Method = "POST", Body = new MemoryStream(bytes), ContentLength = bytes.Length } };
        return new LocalRequest(context.Request, new Invocation("Dispatcher", services, CancellationToken.None));
    }
}
