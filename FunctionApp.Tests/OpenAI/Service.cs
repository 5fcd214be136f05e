using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Azure.Core;
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
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(clock ?? TimeProvider.System).AddSingleton(identity ?? Substitute.For<TokenCredential>());
        services.AddBotGateway(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        services.Configure<AzureOpenAIClientOptions>(options => options.Transport = Over(transport));
        services.Configure<OpenAIClientOptions>(options => options.Transport = Over(transport));
        return services.BuildServiceProvider().GetRequiredService<IModelService>();
    }

    private static HttpClientPipelineTransport Over(HttpMessageHandler transport) => new(new HttpClient(transport));
}
