using BotGateway.Tables;

namespace BotGateway.Tests.Tables;

public sealed class TablesOptionsTests
{
    [Theory]
    [InlineData("https://contoso.table.core.windows.net", null)]
    [InlineData(null, "UseDevelopmentStorage=true")]
    [InlineData("https://contoso.table.core.windows.net", "")]
    public void One_of_the_two_settings_is_right(string? endpoint, string? connection)
    {
        Assert.Empty(Options(endpoint, connection).Validate());
    }

    [Theory]
    [InlineData(null, null, "Tables__ConnectionString")]
    [InlineData(null, "", "Tables__ConnectionString")]
    [InlineData("https://contoso.table.core.windows.net", "UseDevelopmentStorage=true", "not both")]
    [InlineData("contoso", null, "Tables__Endpoint")]
    [InlineData("http://contoso.table.core.windows.net", null, "https")]
    public void Anything_else_is_an_error_that_names_the_setting(string? endpoint, string? connection, string part)
    {
        Assert.Contains(part, Assert.Single(Options(endpoint, connection).Validate()));
    }

    private static TablesOptions Options(string? endpoint, string? connection) => new()
    {
        Endpoint = endpoint is null ? null : new Uri(endpoint, UriKind.RelativeOrAbsolute),
        ConnectionString = connection,
    };
}
