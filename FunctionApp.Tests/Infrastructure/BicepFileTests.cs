using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Infrastructure;

public sealed class BicepFileTests
{
    [Theory]
    [MemberData(nameof(Bicep.Files), MemberType = typeof(Bicep))]
    public async Task It_compiles_without_a_warning(string file)
    {
        var command = file.EndsWith(".bicepparam", StringComparison.Ordinal) ? "build-params" : "build";

        var (template, diagnostics) = await Bicep.RunAsync([command, Repository.PathOf(file), "--stdout"]);

        Assert.Equal("", diagnostics);
        Assert.StartsWith("{", template, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Bicep.Files), MemberType = typeof(Bicep))]
    public async Task It_is_formatted(string file)
    {
        var (formatted, _) = await Bicep.RunAsync(["format", Repository.PathOf(file), "--newline-kind", "LF", "--insert-final-newline", "--stdout"]);

        Assert.Equal(Repository.Read(file).ReplaceLineEndings("\n"), formatted);
    }

    // A waiver would hide from the test above what it waives.
    [Theory]
    [MemberData(nameof(Bicep.Files), MemberType = typeof(Bicep))]
    public void It_waives_no_warning_without_saying_why(string file)
    {
        var waivers = Repository.Read(file).Split('\n').Where(line => line.Contains("#disable", StringComparison.Ordinal));

        Assert.All(waivers, line => Assert.Matches("#disable-next-line [a-z-]+ // .+", line));
    }
}
