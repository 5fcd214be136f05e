using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BotGateway.Tests.Configuration;

/// <summary>FunctionApp's services as Program.cs starts them, with app settings as on Azure and nothing behind them.</summary>
internal sealed class GatewayApp(IHost host) : IDisposable
{
    /// <summary>What the app needs to start, as on Azure.</summary>
    public static Dictionary<string, string?> RightSettings => new(StringComparer.OrdinalIgnoreCase)
    {
        ["KeyVault__Uri"] = "https://contoso.vault.azure.net",
        ["Tables__Endpoint"] = "https://contoso.table.core.windows.net",
        ["AzureWebJobsStorage__accountName"] = "contoso",
        ["OpenAI__Endpoint"] = "https://contoso.openai.azure.com",
        ["Clients__0__Id"] = "default",
        ["Clients__0__Credentials"] = new string('0', 64),
        ["SchedulerSchedule"] = "0 * * * * *",
    };

    public T Service<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    /// <param name="changes">Changes to settings that are right, by their names with two underscores; null takes one away.</param>
    public static async Task<GatewayApp> StartAsync(Dictionary<string, string?> changes, Action<IServiceCollection>? configure = null)
    {
        var settings = RightSettings;
        foreach (var (name, value) in changes)
            settings[name] = value;

        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings
            .Where(setting => setting.Value is not null)
            .Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value)));
        builder.Services.AddBotGateway(builder.Configuration);
        configure?.Invoke(builder.Services);
        var host = builder.Build();
        try
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            return new GatewayApp(host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    public void Dispose() => host.Dispose();
}
