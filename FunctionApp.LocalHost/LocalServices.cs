using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.ResourceManager;
using Azure.Security.KeyVault.Keys;
using BotGateway.LocalHost.OpenAI;
using BotGateway.LocalHost.OpenAI.Management;
using BotGateway.LocalHost.Vault;
using BotGateway.OpenAI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OpenAI;

namespace BotGateway.LocalHost;

/// <summary>Connects FunctionApp's SDK clients to the local vault and the simulated services.</summary>
internal static class LocalServices
{
    public static void AddLocalVault(this IServiceCollection services, string dataDirectory)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new LocalVault(dataDirectory, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<TokenCredential>(provider => provider.GetRequiredService<LocalVault>().Credential);
        services.AddOptions<KeyClientOptions>().Configure<LocalVault>(
            (options, vault) => options.Transport = new HttpClientTransport(new HttpClient(vault, disposeHandler: false)));
    }

    public static void AddSimulatedOpenAI(this IServiceCollection services, LocalOptions options, bool needsDeployments)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new SimulatedOpenAI(
            options.DataDirectory,
            provider.GetRequiredService<TimeProvider>(),
            needsDeployments: needsDeployments,
            chatDelay: options.ModelDelay));
        services.AddOptions<OpenAIOptions>().PostConfigure<SimulatedOpenAI>((settings, simulation) => settings.ApiKey = simulation.ApiKey);
        services.AddOptions<AzureOpenAIClientOptions>().Configure<SimulatedOpenAI>(
            (client, simulation) => client.Transport = Over(simulation));
        services.AddOptions<OpenAIClientOptions>().Configure<SimulatedOpenAI>((client, simulation) => client.Transport = Over(simulation));
    }

    public static void AddSimulatedManagement(this IServiceCollection services, string dataDirectory)
    {
        services.AddSingleton(provider => new SimulatedManagement(
            dataDirectory, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<LocalVault>().Credential));
        services.AddOptions<ArmClientOptions>().Configure<SimulatedManagement>(
            (options, simulation) => options.Transport = new HttpClientTransport(new HttpClient(simulation, disposeHandler: false)));
    }

    // The SDK has its own network timeout; HttpClient's 100 s would be shorter.
    private static HttpClientPipelineTransport Over(HttpMessageHandler handler) =>
        new(new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan });
}
