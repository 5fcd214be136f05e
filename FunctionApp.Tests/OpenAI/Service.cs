using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.ResourceManager;
using BotGateway.LocalHost.OpenAI;
using BotGateway.OpenAI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using OpenAI;

namespace BotGateway.Tests.OpenAI;

/// <summary>FunctionApp's model service, registered as it registers itself, over a transport of the test's.</summary>
internal static class Service
{
    public static IModelService Over(
        HttpMessageHandler transport,
        string provider = "azure",
        TimeProvider? clock = null,
        string? key = "a-key",
        TokenCredential? identity = null,
        string? endpoint = null,
        string? version = null)
    {
        var settings = new Dictionary<string, string?>
        {
            ["OpenAI:Provider"] = provider,
            ["OpenAI:Endpoint"] = endpoint ?? (provider == "azure" ? SimulatedOpenAI.AzureEndpoint.AbsoluteUri : null),
            ["OpenAI:ApiVersion"] = version,
            ["OpenAI:ApiKey"] = key,
        };
        return Provide(settings, clock ?? TimeProvider.System, identity ?? Substitute.For<TokenCredential>(), transport).GetRequiredService<IModelService>();
    }

    /// <summary>The app's services, without what is behind them.</summary>
    public static ServiceProvider Provide(Dictionary<string, string?> settings, TimeProvider clock, TokenCredential identity, HttpMessageHandler transport) =>
        new ServiceCollection().AddLogging().AddSingleton(clock).AddSingleton(identity)
            .AddBotGateway(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .Configure<AzureOpenAIClientOptions>(options => options.Transport = Over(transport))
            .Configure<OpenAIClientOptions>(options => options.Transport = Over(transport))
            .Configure<ArmClientOptions>(options => options.Transport = new HttpClientTransport(transport))
            .BuildServiceProvider();

    private static HttpClientPipelineTransport Over(HttpMessageHandler transport) => new(new HttpClient(transport));
}
