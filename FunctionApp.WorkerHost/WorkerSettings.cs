using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Vault;

namespace BotGateway.WorkerHost;

/// <summary>App settings as they are on Azure.</summary>
internal static class WorkerSettings
{
    public const string Client = "acme";
    public const string User = "acme-user";
    public const string Pass = "acme-pass";

    /// <summary>Settings with which the app starts; vault and model service are there only with a <see cref="CloudFront"/>'s environment too.</summary>
    public static Dictionary<string, string?> Of(string storage) => new()
    {
        ["KeyVault__Uri"] = LocalVault.Address.ToString(),
        ["Tables__ConnectionString"] = storage,
        ["AzureWebJobsStorage"] = storage,
        ["OpenAI__Provider"] = "azure",
        ["OpenAI__Endpoint"] = CloudFront.ModelService.ToString(),
        ["OpenAI__ApiKey"] = "key",
        ["OpenAI__BaseModels"] = "gpt-4.1-mini",
        ["Auth__Audience"] = "bot-gateway",
        ["Clients__0__Id"] = Client,
        ["Clients__0__Credentials"] = GatewayCredentials.Derive(User, Pass),
        ["SchedulerSchedule"] = "0 * * * * *",
    };
}
