using System.Text.Json;
using BotGateway.Http;

namespace BotGateway.Tests.Http;

/// <summary>An integer is one in every spelling that JSON has for it, and nothing else is.</summary>
public sealed class WholeNumberTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("1.0", 1)]
    [InlineData("1.000000000000000000000000000000000000000000000000000", 1)]
    [InlineData("1e0", 1)]
    [InlineData("1E+0", 1)]
    [InlineData("1.0e-0", 1)]
    [InlineData("10e-1", 1)]
    [InlineData("0.1e1", 1)]
    [InlineData("0.00000000000000000000000000000000000000000000000001e50", 1)]
    [InlineData("100000000000000000000000000000000000000000000000000e-50", 1)]
    [InlineData("120", 120)]
    [InlineData("1.2e2", 120)]
    [InlineData("1200e-1", 120)]
    [InlineData("2147483647.0", int.MaxValue)]
    [InlineData("2.147483647e9", int.MaxValue)]
    public void A_field_takes_it(string number, int expected) => Assert.Equal(expected, Read(number, least: 1));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("-0", 0)]
    [InlineData("-0.0", 0)]
    [InlineData("0.0e-5", 0)]
    [InlineData("0e2147483647", 0)]
    [InlineData("-3", -3)]
    [InlineData("-3.0", -3)]
    [InlineData("-0.3e1", -3)]
    public void So_it_does_where_it_is_nothing_or_less(string number, int expected) => Assert.Equal(expected, Read(number, int.MinValue));

    [Theory]
    [InlineData("1.5")]
    [InlineData("0.1")]
    [InlineData("15e-1")]
    [InlineData("1.0000000000000000001")]
    [InlineData("1.00000000000000000000000000000000000000000000001")]
    [InlineData("0.99999999999999999999999999999999")]
    [InlineData("1e-400")]
    [InlineData("1e-2147483647")]
    [InlineData("1e300")]
    [InlineData("2147483648")]
    [InlineData("2147483648.0")]
    [InlineData("4294967297")]
    [InlineData("18446744073709551617")]
    [InlineData("0")]
    [InlineData("0.0")]
    [InlineData("-1.0")]
    [InlineData("\"1\"")]
    [InlineData("true")]
    [InlineData("[1]")]
    public void Another_value_is_a_400_that_names_the_field(string value)
    {
        var problem = Assert.ThrowsAny<GatewayException>(() => Read(value, least: 1));

        Assert.Equal((ErrorKind.Invalid, "'max_runs' must be an integer from 1 to 2147483647."), (problem.Kind, problem.Message));
    }

    private static int? Read(string number, int least)
    {
        using var document = JsonDocument.Parse($$"""{"max_runs":{{number}}}""");
        return new RequestBody(document.RootElement).OptionalInteger(["max_runs"], least, int.MaxValue);
    }
}
