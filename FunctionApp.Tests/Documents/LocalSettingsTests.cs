using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BotGateway.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotGateway.Tests.Documents;

public sealed partial class LocalSettingsTests
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
    public void The_sample_holds_no_setting_that_the_app_does_not_know()
    {
        var settings = AppSettings.Select(value => value.Key).Except(OfCoreTools).Select(name => Index().Replace(name, "__N__"));

        Assert.Subset(Setting.All.Select(setting => setting.Name).ToHashSet(), settings.ToHashSet());
    }

    [Fact]
    public void With_its_placeholders_filled_in_the_app_starts()
    {
        Validate(Filled());
    }

    [Fact]
    public void It_holds_no_setting_that_the_app_starts_without()
    {
        var names = Filled().Keys.Except(OfCoreTools);

        Assert.All(names, name =>
        {
            var without = Filled();
            without.Remove(name);
            var error = Assert.Throws<OptionsValidationException>(() => Validate(without));
            Assert.Contains(Index().Replace(name, "__0__"), error.Message);
        });
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

    [GeneratedRegex("__[0-9]+__")]
    private static partial Regex Index();
}
