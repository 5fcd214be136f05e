using BotGateway.OpenAI;

namespace BotGateway.Tests.OpenAI;

public sealed class RetirementDateTests
{
    [Theory]
    [InlineData("a", "2027-01-01")]
    [InlineData("ab", "2027-02-02")]
    [InlineData("abc", "2027-03-03")]
    [InlineData("b", null)]
    public void The_own_date_counts_then_that_of_the_longest_beginning(string model, string? date) =>
        Assert.Equal(date, RetirementDates.Parse("a=2027-01-01, a*=2027-02-02,abc*=2027-03-03")!.Find(model));

    [Theory]
    [InlineData("a")]
    [InlineData("a=")]
    [InlineData("=2027-01-01")]
    [InlineData("a=2027-13-01")]
    [InlineData("a=01/02/2027")]
    [InlineData("a=2027-01-01,a=2027-01-02")]
    public void A_wrong_setting_is_none(string setting)
    {
        Assert.Null(RetirementDates.Parse(setting));
        Assert.Contains(
            "Setting 'OpenAI__RetirementDates' must be a list of the form name=YYYY-MM-DD,name=YYYY-MM-DD, with each name once.",
            new OpenAIOptions { Endpoint = new("https://contoso.openai.azure.com"), RetirementDates = setting }.Validate());
    }

    [Fact]
    public void A_kind_of_deployment_is_one_word() => Assert.Contains(
        "Setting 'OpenAI__DeploymentSku' must be the name of a kind of deployment, for instance Standard.",
        new OpenAIOptions { Endpoint = new("https://contoso.openai.azure.com"), DeploymentSku = "Global Standard" }.Validate());
}
