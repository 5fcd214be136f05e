using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BotGateway.Authentication;
using BotGateway.OpenAI;
using BotGateway.Tests.Configuration;
using BotGateway.Tests.Documents;
using Microsoft.Extensions.Options;

namespace BotGateway.Tests.Infrastructure;

/// <summary>The options classes, Azure and local.settings.sample.json know the same settings.</summary>
public sealed partial class AppSettingsTests
{
    // Each place leaves out what it rules out. Of Tables__* exactly one may be set.
    private static readonly Dictionary<string, string[]> LeftOut = new()
    {
        ["Azure"] = ["Tables__ConnectionString", "OpenAI__ApiKey"], // Keys: the app's identity opens both.
        ["sample"] = ["Tables__Endpoint"], // Azurite.
    };

    // What is no setting of the app.
    private static readonly Dictionary<string, string[]> OfTheHost = new()
    {
        ["Azure"] =
        [
            "AzureWebJobsStorage__accountName", "AzureWebJobsStorage__credential", "AzureWebJobsStorage__clientId", "AZURE_CLIENT_ID",
            "AzureWebJobsDisableHomepage", "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT",
            "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        ],
        ["sample"] = ["AzureWebJobsStorage", "FUNCTIONS_WORKER_RUNTIME"],
    };

    // These depend on where the app runs; no place can have their default.
    private static readonly string[] OfThePlace =
    [
        "KeyVault__Uri", "Tables__Endpoint", "Tables__ConnectionString", "OpenAI__Endpoint", "OpenAI__RetirementDates", "SchedulerSchedule", "Clients__N__Id", "Clients__N__Credentials", "Auth__Audience", "Prices__N__Model",
    ];

    [Theory]
    [InlineData("Azure")]
    [InlineData("sample")]
    public async Task Every_setting_is_there(string place)
    {
        var names = (await ReadAsync(place)).Keys.Select(General);

        Assert.Equal(
            Setting.All.Select(setting => setting.Name).Except(LeftOut[place]).Concat(OfTheHost[place]).Order(StringComparer.Ordinal),
            names.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Azure")]
    [InlineData("sample")]
    public async Task It_has_its_default_there(string place)
    {
        var expected = Setting.All.Where(setting => !OfThePlace.Contains(setting.Name) && !LeftOut[place].Contains(setting.Name))
            .Select(setting => $"{setting.Name} = {setting.Default}");

        var settings = await ReadAsync(place);

        Assert.Superset(expected.ToHashSet(), settings.Select(setting => $"{General(setting.Key)} = {setting.Value}").ToHashSet());
    }

    // Settings that are not used are empty there: for the app that is the same as not set.
    [Fact]
    public async Task With_the_settings_of_Azure_the_app_starts()
    {
        var settings = (await Deployment.WithEverythingAsync()).AppSettings.ToDictionary(
            setting => setting.Key, setting => InAzure(setting.Key, setting.Value));

        using var app = await GatewayApp.StartAsync(settings);

        var clients = app.Service<IOptions<Dictionary<string, ClientOptions>>>().Value;
        Assert.Equal(("default", "", null), (clients["0"].Id, clients["0"].Models, clients["0"].RequireBodyHash));
        Assert.Equal(("acme", "ft-one", true), (clients["1"].Id, clients["1"].Models, clients["1"].RequireBodyHash));
        Assert.True(app.Service<IOptions<OpenAIOptions>>().Value.AutoDeploy);
    }

    // The host's own 500 tells nothing: a request just over the app's limit must reach the app, which answers 413.
    [Fact]
    public async Task The_host_takes_a_little_more_than_the_app()
    {
        var settings = (await Deployment.WithDefaultsAsync()).AppSettings;

        Assert.Equal(("8388608", "9437184"), (settings["Requests__MaxBytes"], settings["FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"]));
    }

    [Fact]
    public async Task A_clients_credentials_are_a_reference_to_the_vault()
    {
        var settings = (await Deployment.WithEverythingAsync()).AppSettings;

        Assert.Contains("@Microsoft.KeyVault(SecretUri={0}/secrets/client-{1}-credentials)", settings["Clients__0__Credentials"], StringComparison.Ordinal);
        Assert.EndsWith(", 'default')]", settings["Clients__0__Credentials"], StringComparison.Ordinal);
        Assert.EndsWith(", 'acme')]", settings["Clients__1__Credentials"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_webhooks_secret_is_a_reference_to_the_vault_and_only_there_if_it_has_an_address()
    {
        var settings = (await Deployment.WithEverythingAsync()).AppSettings;

        Assert.Equal(("", ""), (settings["Clients__0__WebhookUrl"], settings["Clients__0__WebhookSecret"]));
        Assert.Equal("https://acme.example/hooks", settings["Clients__1__WebhookUrl"]);
        Assert.Contains("@Microsoft.KeyVault(SecretUri={0}/secrets/client-{1}-webhook)", settings["Clients__1__WebhookSecret"], StringComparison.Ordinal);
        Assert.EndsWith(", 'acme')]", settings["Clients__1__WebhookSecret"], StringComparison.Ordinal);
    }

    // With any of these set, Flex Consumption refuses the deployment.
    [Theory]
    [InlineData("FUNCTIONS_WORKER_RUNTIME")]
    [InlineData("FUNCTIONS_EXTENSION_VERSION")]
    [InlineData("WEBSITE_RUN_FROM_PACKAGE")]
    [InlineData("WEBSITE_TIME_ZONE")]
    [InlineData("AzureWebJobsStorage")]
    public async Task What_Flex_Consumption_does_not_take_is_not_there(string name)
    {
        Assert.DoesNotContain(name, (await Deployment.WithEverythingAsync()).AppSettings.Keys);
    }

    private static async Task<Dictionary<string, string>> ReadAsync(string place) => place == "Azure"
        ? (await Deployment.WithDefaultsAsync()).AppSettings
        : JsonNode.Parse(Repository.Read("local.settings.sample.json"))!["Values"]!.AsObject()
            .ToDictionary(setting => setting.Key, setting => (string)setting.Value!);

    private static string General(string name) => Index().Replace(name, "__N__");

    // In place of an expression, what Azure might make of it.
    private static string? InAzure(string name, string value) => (value[..Math.Min(1, value.Length)], General(name)) switch
    {
        ("[", "KeyVault__Uri") => "https://contoso.vault.azure.net",
        ("[", "Tables__Endpoint") => "https://contoso.table.core.windows.net",
        ("[", "Clients__N__Credentials") => new string('a', 64),
        ("[", "Clients__N__WebhookSecret") => $"whsec_{new string('a', 32)}",
        ("[", "APPLICATIONINSIGHTS_CONNECTION_STRING") =>
            "InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint=https://127.0.0.1:1/",
        _ => value,
    };

    [GeneratedRegex("__[0-9]+__")]
    private static partial Regex Index();
}
