using BotGateway.OpenAI;

namespace BotGateway.Tests.OpenAI;

public sealed class AccountIdTests
{
    [Fact]
    public void An_accounts_resource_id_is_right() => Assert.Empty(Validate(DeploymentFixture.Account));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("contoso")]
    [InlineData("https://contoso.openai.azure.com")]
    [InlineData("/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/group")]
    [InlineData(DeploymentFixture.Account + "/deployments/m")]
    public void Anything_else_is_an_error_that_names_the_setting(string? id) =>
        Assert.Contains("OpenAI__AccountId", Assert.Single(Validate(id)), StringComparison.Ordinal);

    [Fact]
    public void Without_AutoDeploy_nobody_looks_at_it() =>
        Assert.Empty(new OpenAIOptions { Endpoint = new("https://contoso.openai.azure.com"), AccountId = "contoso" }.Validate());

    private static List<string> Validate(string? id) =>
        [.. new OpenAIOptions { Endpoint = new("https://contoso.openai.azure.com"), AutoDeploy = true, AccountId = id }.Validate()];
}
