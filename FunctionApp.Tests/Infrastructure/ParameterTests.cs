using System.Text.Json.Nodes;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Infrastructure;

public sealed class ParameterTests
{
    private static readonly Lazy<Task<JsonObject>> Template = new(async () =>
        JsonNode.Parse(await Bicep.TemplateAsync())!.AsObject());

    [Theory]
    [InlineData("environmentName")]
    [InlineData("location")]
    [InlineData("modelLocation")]
    [InlineData("privateNetwork")]
    [InlineData("clients")]
    [InlineData("baseModels")]
    [InlineData("modelApiVersion")]
    [InlineData("modelAliases")]
    [InlineData("autoDeploy")]
    [InlineData("deployments")]
    [InlineData("retirementDates")]
    [InlineData("openApi")]
    [InlineData("consoleClientId")]
    [InlineData("privateWebhooks")]
    [InlineData("schedule")]
    [InlineData("auth")]
    [InlineData("scheduler")]
    [InlineData("limits")]
    [InlineData("datasets")]
    [InlineData("keySize")]
    [InlineData("maximumInstances")]
    [InlineData("alwaysReady")]
    [InlineData("alwaysReadyRunner")]
    [InlineData("instanceMemory")]
    [InlineData("alertEmail")]
    [InlineData("restoreModels")]
    [InlineData("recoverVault")]
    [InlineData("budget")]
    [InlineData("versionUpgradeOption")]
    public async Task It_can_be_chosen(string parameter)
    {
        Assert.NotNull((await Template.Value)["parameters"]![parameter]);
    }

    [Fact]
    public async Task Azd_asks_for_these_only()
    {
        var required = (await Template.Value)["parameters"]!.AsObject()
            .Where(parameter => parameter.Value!["defaultValue"] is null && parameter.Value["nullable"] is null)
            .Select(parameter => parameter.Key);

        Assert.Equal(["environmentName", "location", "modelLocation"], required.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Azd_offers_regions_with_quota_for_the_default_model_and_the_one_that_trains_it_first()
    {
        var parameters = (await Template.Value)["parameters"]!;
        var model = Assert.Single(parameters["baseModels"]!["defaultValue"]!.AsArray())!;
        var azd = parameters["modelLocation"]!["metadata"]!["azd"]!;

        Assert.Equal("location", (string?)azd["type"]);
        Assert.Contains((string?)azd["default"], (string[])["swedencentral", "northcentralus"]);
        Assert.Equal([$"OpenAI.{model["sku"]}.{model["name"]}, {model["capacity"]}"], azd["usageName"]!.AsArray().Select(usage => (string?)usage));
    }

    // azd would take a main.bicepparam instead, and ask for nothing then.
    [Fact]
    public async Task Azd_reads_them_from_the_environment()
    {
        Assert.Empty(Directory.EnumerateFiles(Repository.PathOf("infra"), "*.bicepparam", SearchOption.AllDirectories));
        Assert.Subset((await Template.Value)["parameters"]!.AsObject().Select(parameter => parameter.Key).ToHashSet(), AzdParameters.Variables.Keys.ToHashSet());
        Assert.All(
            new Dictionary<string, string> { ["environmentName"] = "AZURE_ENV_NAME", ["location"] = "AZURE_LOCATION", ["modelLocation"] = "MODEL_LOCATION" },
            variable => Assert.Equal(variable.Value, AzdParameters.Variables[variable.Key]));
    }

    [Fact]
    public async Task Each_is_described_and_each_number_and_list_has_its_limits()
    {
        var template = await Template.Value;
        var members = template["definitions"]!.AsObject().SelectMany(definition => definition.Value!["properties"]!.AsObject());
        var parameters = template["parameters"]!.AsObject().Concat(members.Where(member => member.Value!["metadata"]?["description"] is not null)).ToList();

        Assert.All(template["parameters"]!.AsObject(), parameter => Assert.NotNull(parameter.Value!["metadata"]?["description"]));
        Assert.All(parameters.Where(parameter => TypeOf(parameter) == "int"), IsWithin("minValue", "maxValue"));
        Assert.All(parameters.Where(parameter => TypeOf(parameter) == "array"), IsWithin("minLength", "maxLength"));
    }

    private static string? TypeOf(KeyValuePair<string, JsonNode?> parameter) => (string?)parameter.Value!["type"];

    private static Action<KeyValuePair<string, JsonNode?>> IsWithin(string least, string most) => parameter => Assert.True(
        parameter.Value!["allowedValues"] is not null || (parameter.Value[least] is not null && parameter.Value[most] is not null), parameter.Key);
}
