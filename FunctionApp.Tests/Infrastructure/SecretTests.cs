using System.Text.RegularExpressions;

namespace BotGateway.Tests.Infrastructure;

public sealed partial class SecretTests
{
    // Functions that give keys, types that carry them, and the words of connection strings.
    [Theory]
    [InlineData("listKeys")]
    [InlineData("listAccountSas")]
    [InlineData("listServiceSas")]
    [InlineData("listSecrets")]
    [InlineData("listCredentials")]
    [InlineData("listConnectionStrings")]
    [InlineData("listPublishing")]
    [InlineData("getSecret")]
    [InlineData("secureString")]
    [InlineData("secureObject")]
    [InlineData("AccountKey")]
    [InlineData("SharedAccess")]
    [InlineData("InstrumentationKey")]
    [InlineData("DefaultEndpointsProtocol")]
    [InlineData("Microsoft.KeyVault/vaults/secrets")]
    public async Task No_key_is_in_the_template(string trace)
    {
        Assert.DoesNotContain(trace, await Bicep.TemplateAsync(), StringComparison.OrdinalIgnoreCase);
    }

    // With local authentication off, it is an address and no secret.
    [Fact]
    public async Task The_only_connection_string_is_the_telemetrys()
    {
        var named = ConnectionString().Matches(await Bicep.TemplateAsync()).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(["APPLICATIONINSIGHTS_CONNECTION_STRING", ".ConnectionString"], named.OrderByDescending(name => name.Length));
    }

    [GeneratedRegex(@"[\w.]*connection_?string\w*", RegexOptions.IgnoreCase)]
    private static partial Regex ConnectionString();
}
