using System.Text.Json.Nodes;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Infrastructure;

public sealed class ParameterTests
{
    private static readonly Lazy<Task<JsonObject>> Template = new(async () =>
        JsonNode.Parse((await Bicep.RunAsync(["build", Repository.PathOf("infra/main.bicep"), "--stdout"])).Output)!.AsObject());

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
    [InlineData("schedule")]
    [InlineData("auth")]
    [InlineData("scheduler")]
    [InlineData("limits")]
    [InlineData("datasets")]
    [InlineData("keySize")]
    [InlineData("maximumInstances")]
    [InlineData("instanceMemory")]
    [InlineData("alertEmail")]
    public async Task It_can_be_chosen(string parameter)
    {
        Assert.NotNull((await Template.Value)["parameters"]![parameter]);
    }

    [Fact]
    public async Task Azd_asks_for_two_of_them_only()
    {
        var required = (await Template.Value)["parameters"]!.AsObject()
            .Where(parameter => parameter.Value!["defaultValue"] is null && parameter.Value["nullable"] is null)
            .Select(parameter => parameter.Key);

        Assert.Equal(["environmentName", "location"], required.Order(StringComparer.Ordinal));
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
