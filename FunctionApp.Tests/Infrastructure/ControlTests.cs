using System.Text.Json.Nodes;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Infrastructure;

/// <summary>What keeps strangers out and the gateway running, each by itself: whoever takes one away meets its test.</summary>
public sealed class ControlTests
{
    [Theory]
    [InlineData("Microsoft.Storage/storageAccounts", "properties.allowSharedKeyAccess", "false")]
    [InlineData("Microsoft.Storage/storageAccounts", "properties.allowBlobPublicAccess", "false")]
    [InlineData("Microsoft.Storage/storageAccounts", "properties.allowCrossTenantReplication", "false")]
    [InlineData("Microsoft.Storage/storageAccounts", "properties.minimumTlsVersion", "\"TLS1_2\"")]
    [InlineData("Microsoft.Storage/storageAccounts", "properties.supportsHttpsTrafficOnly", "true")]
    [InlineData("Microsoft.Storage/storageAccounts/blobServices/containers", "properties.publicAccess", "\"None\"")]
    [InlineData("Microsoft.KeyVault/vaults", "properties.enableRbacAuthorization", "true")]
    [InlineData("Microsoft.KeyVault/vaults", "properties.enableSoftDelete", "true")]
    [InlineData("Microsoft.KeyVault/vaults", "properties.softDeleteRetentionInDays", "90")]
    [InlineData("Microsoft.KeyVault/vaults", "properties.enablePurgeProtection", "true")]
    [InlineData("Microsoft.KeyVault/vaults/keys", "properties.kty", "\"RSA\"")]
    [InlineData("Microsoft.KeyVault/vaults/keys", "properties.keySize", "2048")]
    [InlineData("Microsoft.KeyVault/vaults/keys", "properties.keyOps", "[\"decrypt\"]")]
    [InlineData("Microsoft.CognitiveServices/accounts", "kind", "\"OpenAI\"")]
    [InlineData("Microsoft.CognitiveServices/accounts", "properties.disableLocalAuth", "true")]
    [InlineData("Microsoft.CognitiveServices/accounts/deployments", "properties.model.name", "\"gpt-4.1-mini\"")]
    [InlineData("Microsoft.CognitiveServices/accounts/deployments", "properties.versionUpgradeOption", "\"NoAutoUpgrade\"")]
    [InlineData("Microsoft.OperationalInsights/workspaces", "properties.features.disableLocalAuth", "true")]
    [InlineData("Microsoft.OperationalInsights/workspaces", "properties.workspaceCapping.dailyQuotaGb", "1")]
    [InlineData("Microsoft.Insights/components", "properties.DisableLocalAuth", "true")]
    [InlineData("Microsoft.Web/serverfarms", "sku.name", "\"FC1\"")]
    [InlineData("Microsoft.Web/serverfarms", "properties.reserved", "true")]
    [InlineData("Microsoft.Web/sites", "kind", "\"functionapp,linux\"")]
    [InlineData("Microsoft.Web/sites", "identity.type", "\"UserAssigned\"")]
    [InlineData("Microsoft.Web/sites", "properties.httpsOnly", "true")]
    [InlineData("Microsoft.Web/sites", "properties.siteConfig.minTlsVersion", "\"1.2\"")]
    [InlineData("Microsoft.Web/sites", "properties.siteConfig.scmMinTlsVersion", "\"1.2\"")]
    [InlineData("Microsoft.Web/sites", "properties.siteConfig.ftpsState", "\"Disabled\"")]
    [InlineData("Microsoft.Web/sites", "properties.functionAppConfig.runtime", """{"name":"dotnet-isolated","version":"10.0"}""")]
    [InlineData("Microsoft.Web/sites", "properties.functionAppConfig.deployment.storage.authentication.type", "\"UserAssignedIdentity\"")]
    [InlineData("Microsoft.Web/sites", "properties.functionAppConfig.scaleAndConcurrency.maximumInstanceCount", "40")]
    [InlineData("Microsoft.Web/sites/basicPublishingCredentialsPolicies", "properties.allow", "false")]
    public async Task It_is_set(string type, string path, string expected)
    {
        var deployment = await Deployment.WithDefaultsAsync();

        Assert.NotEmpty(deployment.All(type));
        Assert.All(deployment.All(type), resource => Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(expected), Deployment.Value(resource, path)),
            $"{path} is {Deployment.Value(resource, path)?.ToJsonString() ?? "not set"}."));
    }

    [Fact]
    public async Task Passwords_for_deployment_are_off_both_ways()
    {
        var policies = (await Deployment.WithDefaultsAsync()).All("Microsoft.Web/sites/basicPublishingCredentialsPolicies");

        Assert.Equal(["ftp", "scm"], policies.Select(policy => ((string)policy["name"]!).Split('/')[1]).Order());
    }

    [Fact]
    public async Task The_app_has_one_identity_and_uses_it_for_its_packages_and_references()
    {
        var deployment = await Deployment.WithDefaultsAsync();
        var app = deployment.Only("Microsoft.Web/sites");
        var identity = (string?)deployment.Only("Microsoft.ManagedIdentity/userAssignedIdentities")["id"];

        Assert.Equal([identity], app["identity"]!["userAssignedIdentities"]!.AsObject().Select(one => one.Key));
        Assert.Equal(identity, (string?)Deployment.Value(app, "properties.keyVaultReferenceIdentity"));
        Assert.Equal(
            identity, (string?)Deployment.Value(app, "properties.functionAppConfig.deployment.storage.authentication.userAssignedIdentityResourceId"));
    }

    [Fact]
    public async Task What_was_deleted_is_brought_back_only_where_it_is_asked_for()
    {
        Thoroughness.Require("The Bicep CLI takes seconds for each choice of parameters; the defaults are tested in every run.");
        var (made, recovered) = (await Deployment.WithDefaultsAsync(), await Deployment.ForetellAsync(new() { ["RECOVER_VAULT"] = "true", ["RESTORE_MODELS"] = "true" }));

        Assert.Equal(("default", "recover"), (CreateMode(made), CreateMode(recovered)));
        Assert.Equal((false, true), (IsRestored(made), IsRestored(recovered)));
        Assert.Equal(NameOf(made), NameOf(recovered));

        static string? CreateMode(Deployment deployment) => (string?)Deployment.Value(deployment.Only("Microsoft.KeyVault/vaults"), "properties.createMode");
        static bool? IsRestored(Deployment deployment) => (bool?)Deployment.Value(deployment.Only("Microsoft.CognitiveServices/accounts"), "properties.restore");
        static string? NameOf(Deployment deployment) => (string?)deployment.Only("Microsoft.KeyVault/vaults")["name"];
    }

    // Whatever the app's own region is: it trains there.
    [Fact]
    public async Task The_models_are_where_they_can_be_trained()
    {
        var deployment = await Deployment.WithDefaultsAsync();

        Assert.Equal("swedencentral", (string?)deployment.Only("Microsoft.CognitiveServices/accounts")["location"]);
        Assert.Equal("westeurope", (string?)deployment.Only("Microsoft.Web/sites")["location"]);
    }

    // More would wait in the host for others to end, where a new instance could answer them.
    [Fact]
    public async Task An_instance_is_given_as_many_requests_as_the_host_takes_at_once()
    {
        var app = (await Deployment.WithDefaultsAsync()).Only("Microsoft.Web/sites");
        var host = JsonNode.Parse(Repository.Read("host.json"))!["extensions"]!["http"]!["maxConcurrentRequests"];

        Assert.True(JsonNode.DeepEquals(
            host, Deployment.Value(app, "properties.functionAppConfig.scaleAndConcurrency.triggers.http.perInstanceConcurrency")));
    }

    [Fact]
    public async Task Telemetry_goes_to_the_workspace()
    {
        var deployment = await Deployment.WithDefaultsAsync();

        Assert.Equal(
            (string?)deployment.Only("Microsoft.OperationalInsights/workspaces")["id"],
            (string?)Deployment.Value(deployment.Only("Microsoft.Insights/components"), "properties.WorkspaceResourceId"));
    }
}
