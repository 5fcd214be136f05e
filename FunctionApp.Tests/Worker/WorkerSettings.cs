using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.Vault;

namespace BotGateway.Tests.Worker;

/// <summary>App settings as they are on Azure.</summary>
internal static class WorkerSettings
{
    /// <summary>Settings with which the app starts; vault and model service are there only with a <see cref="CloudFront"/>'s environment too.</summary>
    public static Dictionary<string, string?> Of(TableService tables)
    {
        var connection = tables.NewConnectionString();
        return new()
        {
            ["KeyVault__Uri"] = LocalVault.Address.ToString(),
            ["Tables__ConnectionString"] = connection,
            ["AzureWebJobsStorage"] = connection,
            ["OpenAI__Provider"] = "azure",
            ["OpenAI__Endpoint"] = CloudFront.ModelService.ToString(),
            ["OpenAI__ApiKey"] = "key",
            ["OpenAI__BaseModels"] = "gpt-4.1-mini",
            ["Auth__Audience"] = "bot-gateway",
            ["Clients__0__Id"] = Gateway.Acme,
            ["Clients__0__Credentials"] = GatewayCredentials.Derive("acme-user", "acme-pass"),
            ["SchedulerSchedule"] = "0 * * * * *",
            ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
        };
    }
}
