using System.Reflection;
using BotGateway.FineTuning;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Configuration;

public sealed class ConstructionTests
{
    private static readonly Type[] Functions =
    [
        .. typeof(GatewayServices).Assembly.GetTypes()
            .Where(type => type.GetMethods().Any(method => method.GetCustomAttribute<FunctionAttribute>() is not null)),
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_function_and_every_service_can_be_made(bool autoDeploy)
    {
        var configuration = Configure(autoDeploy);
        var services = new ServiceCollection().AddLogging().AddSingleton(configuration).AddBotGateway(configuration);
        // What one class needs, another must give: also for classes that no function asks for yet.
        using var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        using var scope = provider.CreateScope();

        Assert.Equal(["Dispatcher", "Health", "OpenApi", "OperatorConsole", "Runner", "Scheduler"], Functions.Select(type => type.Name).Order(StringComparer.Ordinal));
        Assert.All(Functions, type => Assert.NotNull(ActivatorUtilities.CreateInstance(scope.ServiceProvider, type)));
        Assert.All(
            services.Where(service => service.ServiceType.Assembly == typeof(GatewayServices).Assembly),
            service => Assert.NotNull(scope.ServiceProvider.GetRequiredService(service.ServiceType)));
        Assert.Equal(autoDeploy, provider.GetRequiredService<JobDeployment>().Plan("ftjob-1") is not null);
    }

    private static IConfiguration Configure(bool autoDeploy) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["KeyVault:Uri"] = "https://contoso.vault.azure.net",
        ["Tables:Endpoint"] = "https://contoso.table.core.windows.net",
        ["AzureWebJobsStorage:accountName"] = "contoso",
        ["OpenAI:Endpoint"] = "https://contoso.openai.azure.com",
        ["OpenAI:AutoDeploy"] = $"{autoDeploy}",
        ["OpenAI:AccountId"] = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/a",
        ["Clients:0:Id"] = "default",
        ["Clients:0:Credentials"] = new string('0', 64),
    }).Build();
}
