using System.Text.Json.Nodes;

namespace BotGateway.Tests.Infrastructure;

/// <summary>The operators' console on Azure: off unless it is asked for, and then with App Service authentication.</summary>
public sealed class ConsoleTests
{
    [Fact]
    public async Task Without_a_registration_there_is_no_console_and_no_sign_in()
    {
        var deployment = await Deployment.WithDefaultsAsync();

        // It is deployed all the same, to switch off what was on.
        var authentication = deployment.SiteConfig("authsettingsV2")!;
        Assert.False((bool)Deployment.Value(authentication, "properties.platform.enabled")!);
        Assert.Empty(Deployment.Value(authentication, "properties.identityProviders")!.AsObject());
        Assert.Equal("false", deployment.AppSettings["Console__Enabled"]);
        Assert.DoesNotContain("OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID", deployment.AppSettings.Keys);
    }

    [Theory]
    [InlineData("platform.enabled", "true")]
    [InlineData("globalValidation.requireAuthentication", "false")] // Clients and probes are not signed in.
    [InlineData("globalValidation.unauthenticatedClientAction", "\"AllowAnonymous\"")]
    [InlineData("httpSettings.requireHttps", "true")]
    [InlineData("login.tokenStore.enabled", "false")]
    [InlineData("login.cookieExpiration", """{"convention":"FixedTime","timeToExpiration":"01:00:00"}""")]
    [InlineData("identityProviders.azureActiveDirectory.enabled", "true")]
    [InlineData("identityProviders.azureActiveDirectory.registration.clientId", "\"00000000-0000-0000-0000-000000000003\"")]
    [InlineData("identityProviders.azureActiveDirectory.registration.clientSecretSettingName", "\"OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID\"")]
    [InlineData(
        "identityProviders.azureActiveDirectory.registration.openIdIssuer",
        "\"[format('{0}{1}/v2.0', environment().authentication.loginEndpoint, '00000000-0000-0000-0000-000000000002')]\"")]
    public async Task With_one_App_Service_says_who_is_signed_in_and_lets_clients_pass(string path, string expected)
    {
        var deployment = await Deployment.WithEverythingAsync();

        var value = Deployment.Value(deployment.SiteConfig("authsettingsV2")!, $"properties.{path}");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), value), $"{path} is {value?.ToJsonString() ?? "not set"}.");
        Assert.Equal("true", deployment.AppSettings["Console__Enabled"]);
        Assert.Equal("00000000-0000-0000-0000-000000000002", deployment.AppSettings["WEBSITE_AUTH_AAD_ALLOWED_TENANTS"]);
    }

    [Fact]
    public async Task There_is_one_provider_so_that_no_other_ones_users_come_in()
    {
        var authentication = (await Deployment.WithEverythingAsync()).SiteConfig("authsettingsV2")!;

        Assert.Equal(["azureActiveDirectory"], Deployment.Value(authentication, "properties.identityProviders")!.AsObject().Select(provider => provider.Key));
    }
}
