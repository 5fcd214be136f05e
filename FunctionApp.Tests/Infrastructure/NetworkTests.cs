namespace BotGateway.Tests.Infrastructure;

public sealed class NetworkTests
{
    private static readonly string[] Services =
        ["Microsoft.Storage/storageAccounts", "Microsoft.KeyVault/vaults", "Microsoft.CognitiveServices/accounts"];

    [Fact]
    public async Task By_default_there_is_no_network()
    {
        var deployment = await Deployment.WithDefaultsAsync();

        Assert.DoesNotContain(deployment.Resources, resource => ((string)resource["type"]!).StartsWith("Microsoft.Network/", StringComparison.Ordinal));
        Assert.Null(Deployment.Value(deployment.Only("Microsoft.Web/sites"), "properties.virtualNetworkSubnetId"));
        Assert.All(Services, service => Assert.Equal("Enabled", (string?)Deployment.Value(deployment.Only(service), "properties.publicNetworkAccess")));
    }

    [Fact]
    public async Task With_a_private_network_nothing_else_leads_to_storage_vault_and_models()
    {
        var deployment = await Deployment.WithEverythingAsync();

        Assert.All(Services, service =>
        {
            Assert.Equal("Disabled", (string?)Deployment.Value(deployment.Only(service), "properties.publicNetworkAccess"));
            Assert.Equal("Deny", (string?)Deployment.Value(deployment.Only(service), "properties.networkAcls.defaultAction"));
        });
    }

    [Fact]
    public async Task Each_has_its_endpoint_with_a_name_that_the_network_knows()
    {
        var deployment = await Deployment.WithEverythingAsync();

        var groups = deployment.All("Microsoft.Network/privateEndpoints")
            .Select(endpoint => (string?)endpoint["properties"]!["privateLinkServiceConnections"]![0]!["properties"]!["groupIds"]![0]);
        Assert.Equal(["account", "blob", "queue", "table", "vault"], groups.Order());
        Assert.Equal(5, deployment.All("Microsoft.Network/privateEndpoints/privateDnsZoneGroups").Count);
        Assert.Equal(5, deployment.All("Microsoft.Network/privateDnsZones/virtualNetworkLinks").Count);
        var zones = deployment.All("Microsoft.Network/privateDnsZones").Select(zone => (string)zone["name"]!);
        Assert.All(
            ["privatelink.blob.", "privatelink.queue.", "privatelink.table.", "privatelink.vaultcore.azure.net", "privatelink.openai.azure.com"],
            name => Assert.Single(zones, zone => zone.Contains(name, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_app_has_a_subnet_of_its_own()
    {
        var deployment = await Deployment.WithEverythingAsync();

        var subnets = deployment.Only("Microsoft.Network/virtualNetworks")["properties"]!["subnets"]!.AsArray();
        var delegation = subnets.Single(one => (string?)one!["name"] == "app")!["properties"]!["delegations"]![0]!;
        Assert.Equal("Microsoft.App/environments", (string?)delegation["properties"]!["serviceName"]);
        var subnet = (string?)Deployment.Value(deployment.Only("Microsoft.Web/sites"), "properties.virtualNetworkSubnetId");
        Assert.Contains("outputs.appSubnetId", subnet, StringComparison.Ordinal);
    }
}
