using System.Text.Json.Nodes;
using BotGateway.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotGateway.Tests.Documents;

public sealed class LocalSettingsTests
{
    // What Core Tools itself needs, for the timer's schedule too.
    private static readonly string[] OfCoreTools = ["AzureWebJobsStorage", "FUNCTIONS_WORKER_RUNTIME", "SchedulerSchedule"];

    private readonly JsonObject _sample = JsonNode.Parse(Repository.Read("local.settings.sample.json"))!.AsObject();

    private JsonObject AppSettings => _sample["Values"]!.AsObject();

    [Fact]
    public void The_sample_holds_what_core_tools_needs()
    {
        Assert.All(OfCoreTools, name => Assert.NotNull(AppSettings[name]));
        Assert.Equal("dotnet-isolated", (string?)AppSettings["FUNCTIONS_WORKER_RUNTIME"]);
        Assert.False((bool?)_sample["IsEncrypted"]);
    }

    [Fact]
    public void With_its_placeholders_filled_in_the_app_starts()
    {
        Validate(Filled());
    }

    private Dictionary<string, string?> Filled()
    {
        var filled = AppSettings.ToDictionary(value => value.Key, value => (string?)value.Value);
        filled["Clients__0__Credentials"] = new string('a', 64);
        return filled;
    }

    // As the host does when it starts.
    private static void Validate(Dictionary<string, string?> appSettings)
    {
        var settings = appSettings.ToDictionary(setting => setting.Key.Replace("__", ":"), setting => setting.Value);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        using var services = new ServiceCollection().AddSettings(configuration).BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
    }
}
