using System.Text.Json.Nodes;
using BotGateway.Events;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Authentication;

/// <summary>The event <c>probe</c>, which does what a test wants.</summary>
internal sealed class ProbeEvent(Func<CancellationToken, Task> handle) : IGatewayEvent
{
    private int _calls;

    public string Name => "probe";

    public int Calls => _calls;

    public async Task<JsonObject> HandleAsync(EventRequest request, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _calls);
        await handle(cancellation);
        return [];
    }

    public void AddTo(IServiceCollection services) => services.AddSingleton<IGatewayEvent>(this);
}
