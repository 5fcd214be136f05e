using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Infrastructure;

public sealed class AzdTests
{
    [Theory]
    [InlineData("infra:", "provider: bicep", "path: infra", "module: main")]
    [InlineData("gateway:", "project: ./FunctionApp", "language: dotnet", "host: function")]
    public void Azd_finds_template_and_app(string section, params string[] entries)
    {
        var lines = Repository.Read("azure.yaml").ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim()).ToList();

        Assert.Equal(entries, lines.Skip(lines.IndexOf(section) + 1).Take(entries.Length));
    }

    [Fact]
    public async Task It_finds_the_apps_place_by_its_tag()
    {
        var deployment = await Deployment.WithDefaultsAsync();

        var tagged = Assert.Single(deployment.Resources, resource => resource["tags"]?["azd-service-name"] is not null);
        Assert.Equal(("Microsoft.Web/sites", "gateway"), ((string?)tagged["type"], (string?)tagged["tags"]!["azd-service-name"]));
        Assert.Equal("bot-gateway", (string?)deployment.Only("Microsoft.Resources/resourceGroups")["tags"]!["azd-env-name"]);
    }

    [Fact]
    public async Task It_tells_where_the_gateway_is_and_how_to_let_the_first_client_in()
    {
        var deployment = await Deployment.WithDefaultsAsync();
        var vault = (string?)deployment.Only("Microsoft.KeyVault/vaults")["name"];

        Assert.Contains("/lambda", (string?)deployment.Outputs["GATEWAY_ENDPOINT"], StringComparison.Ordinal);
        Assert.Equal(vault, (string?)deployment.Outputs["KEY_VAULT_NAME"]);
        var steps = (string?)deployment.Outputs["FIRST_CLIENT"];
        Assert.All(
            ["az keyvault key download", "openssl genpkey", "az keyvault key import", "--ops verify", "az keyvault secret set", "functionapp restart", vault],
            step => Assert.Contains(step!, steps, StringComparison.Ordinal));
    }
}
