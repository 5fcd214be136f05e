using System.Text.Json.Nodes;

namespace BotGateway.Tests.Infrastructure;

public sealed class RoleTests
{
    private const string Storage = "Microsoft.Storage/storageAccounts";
    private const string Vault = "Microsoft.KeyVault/vaults";
    private const string Models = "Microsoft.CognitiveServices/accounts";
    private const string Telemetry = "Microsoft.Insights/components";

    private static readonly string[] Always =
    [
        $"{Storage}: b7e6dc6d-f1e8-4753-8033-0f276bb0955b", // Storage Blob Data Owner
        $"{Storage}: 974c5e8b-45b9-4653-ba55-5f855dd0fb88", // Storage Queue Data Contributor
        $"{Storage}: 0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", // Storage Table Data Contributor
        $"{Vault}: 4633458b-17de-408a-b874-0445c86b69e6", // Key Vault Secrets User
        $"{Vault}: Bot Gateway keys",
        $"{Models}: 19c28022-e58e-450d-a464-0b2a53034789", // Cognitive Services Data Contributor, which may train and not deploy
        $"{Telemetry}: 3913510d-42f4-4e42-8a64-420c390055eb", // Monitoring Metrics Publisher
    ];

    [Fact]
    public async Task The_app_has_these_roles_and_no_other()
    {
        Assert.Equal(Always.Order(StringComparer.Ordinal), Assigned(await Deployment.WithDefaultsAsync()));
    }

    [Fact]
    public async Task With_auto_deploy_it_may_deploy_too()
    {
        var expected = Always.Append($"{Models}: Bot Gateway deployments").Order(StringComparer.Ordinal);

        Assert.Equal(expected, Assigned(await Deployment.WithEverythingAsync()));
    }

    [Fact]
    public async Task All_of_them_are_the_apps()
    {
        var deployment = await Deployment.WithEverythingAsync();
        var identity = (string?)deployment.Only("Microsoft.ManagedIdentity/userAssignedIdentities")["id"];

        Assert.All(
            deployment.All("Microsoft.Authorization/roleAssignments"),
            assignment => Assert.StartsWith($"[reference('{identity}'", (string?)assignment["properties"]!["principalId"], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Bot Gateway keys", "[]", """["Microsoft.KeyVault/vaults/keys/read","Microsoft.KeyVault/vaults/keys/decrypt/action"]""")]
    [InlineData(
        "Bot Gateway deployments",
        """["Microsoft.CognitiveServices/accounts/deployments/read","Microsoft.CognitiveServices/accounts/deployments/write","Microsoft.CognitiveServices/accounts/deployments/delete"]""",
        "[]")]
    public async Task A_role_of_our_own_allows_this_and_no_more(string role, string actions, string dataActions)
    {
        var definition = (await Deployment.WithEverythingAsync()).All("Microsoft.Authorization/roleDefinitions")
            .Single(definition => RoleName(definition) == role);

        var permission = Assert.Single(definition["properties"]!["permissions"]!.AsArray())!;
        Assert.Equal(actions, permission["actions"]!.ToJsonString());
        Assert.Equal(dataActions, permission["dataActions"]!.ToJsonString());
    }

    // As "what it is for: which role".
    private static IEnumerable<string> Assigned(Deployment deployment)
    {
        var own = deployment.All("Microsoft.Authorization/roleDefinitions").ToDictionary(definition => (string)definition["id"]!, RoleName);
        return deployment.All("Microsoft.Authorization/roleAssignments").Select(assignment =>
        {
            var scope = ((string)assignment["id"]!).Split("/providers/")[^2].Split('/');
            var role = (string)assignment["properties"]!["roleDefinitionId"]!;
            return $"{scope[0]}/{scope[1]}: {own.GetValueOrDefault(role) ?? role.Split('/')[^1]}";
        }).Order(StringComparer.Ordinal);
    }

    // Without what makes it the only one of its name in the tenant.
    private static string RoleName(JsonObject definition) => ((string)definition["properties"]!["roleName"]!).Split(" (")[0];
}
