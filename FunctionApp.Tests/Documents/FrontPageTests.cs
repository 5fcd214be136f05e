namespace BotGateway.Tests.Documents;

public sealed class FrontPageTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("README.es.md")]
    public void It_starts_with_the_two_commands(string page)
    {
        var commands = Document.Open(page).Blocks("sh").Select(block => block.Trim());

        Assert.Equal(["dotnet run --project FunctionApp.LocalHost -- --demo", "dotnet test"], commands.Take(2));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.es.md")]
    public void Its_client_has_ten_lines(string page)
    {
        var client = Assert.Single(Document.Open(page).Blocks("js"));

        Assert.Equal(10, client.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("README.md", 140)]
    [InlineData("README.es.md", 140)]
    [InlineData("ARCHITECTURE.md", 150)]
    public void It_is_short(string page, int most)
    {
        Assert.InRange(Document.Open(page).Lines, 50, most);
    }
}
