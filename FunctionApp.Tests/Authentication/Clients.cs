using BotGateway.Authentication;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace BotGateway.Tests.Authentication;

/// <summary>Lists of clients without settings behind them.</summary>
internal static class Clients
{
    public static ClientDirectory Directory(params ClientOptions[] clients)
    {
        var options = Substitute.For<IOptionsMonitor<Dictionary<string, ClientOptions>>>();
        options.CurrentValue.Returns(clients.ToDictionary(client => client.Id));
        return new ClientDirectory(options);
    }
}
