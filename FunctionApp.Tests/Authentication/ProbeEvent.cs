using BotGateway.Contracts;
using BotGateway.Events;
using BotGateway.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Authentication;

/// <summary>The event <c>probe</c>, which does what a test wants.</summary>
internal sealed class ProbeEvent(Func<CancellationToken, Task> handle)
    : Event("probe", [], typeof(CheckCredentialsRequest), typeof(CheckCredentialsResponse))
{
    private int _calls;

    public int Calls => _calls;

    public override IReadOnlyList<EventExample> Examples => [];

    public override async Task<EventResult> HandleAsync(AuthenticatedClient client, RequestBody body, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        await handle(cancellationToken);
        return new EventResult(new CheckCredentialsResponse { Auth = true }, []);
    }

    public void AddTo(IServiceCollection services) => services.AddSingleton<Event>(this);
}
