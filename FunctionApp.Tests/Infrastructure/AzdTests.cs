using System.Text.RegularExpressions;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Infrastructure;

public sealed partial class AzdTests
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
    public async Task It_tells_where_the_gateway_is_and_what_the_hooks_need()
    {
        var deployment = await Deployment.WithDefaultsAsync();
        var vault = (string?)deployment.Only("Microsoft.KeyVault/vaults")["name"];

        Assert.Contains("/lambda", (string?)deployment.Outputs["GATEWAY_ENDPOINT"], StringComparison.Ordinal);
        Assert.Equal(vault, (string?)deployment.Outputs["KEY_VAULT_NAME"]);
        Assert.Equal("default", (string?)deployment.Outputs["FIRST_CLIENT_ID"]);
        Assert.All(["KEY_VAULT_ID", "APP_ID", "GATEWAY_AUDIENCE"], output => Assert.NotEmpty((string?)deployment.Outputs[output] ?? ""));
    }

    [Theory]
    [InlineData("postprovision")]
    [InlineData("postdeploy")]
    public void Each_hook_is_there_for_both_shells_and_takes_only_what_azd_gives(string hook)
    {
        Assert.Contains($"  {hook}:\n    posix: {{ shell: sh, run: infra/hooks/{hook}.sh }}\n    windows: {{ shell: pwsh, run: infra/hooks/{hook}.ps1 }}", Repository.Read("azure.yaml").ReplaceLineEndings("\n"), StringComparison.Ordinal);
        var outputs = Output().Matches(Repository.Read("infra/main.bicep")).Select(match => match.Groups["name"].Value).Append("AZURE_ENV_NAME").ToHashSet();

        Assert.Subset(outputs, Required().Matches(Repository.Read($"infra/hooks/{hook}.sh")).Select(match => match.Groups["name"].Value).ToHashSet());
        Assert.Subset(
            outputs, Environment().Matches(Repository.Read($"infra/hooks/{hook}.ps1")).Select(match => match.Groups["name"].Value).Where(name => name != "CI").ToHashSet());
    }

    [GeneratedRegex(@"^output (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Output();

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+):\?\}")]
    private static partial Regex Required();

    [GeneratedRegex(@"\$env:(?<name>\w+)")]
    private static partial Regex Environment();
}
