using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Infrastructure;

public sealed class BicepFileTests : IDisposable
{
    private readonly InfraCopy _infra = new();

    [Fact]
    public async Task Every_file_compiles_without_a_warning()
    {
        var (_, diagnostics) = await Bicep.RunAsync(["build", "--pattern", _infra.PathOf("**/*.bicep")]);

        Assert.Equal("", diagnostics);
        var compiled = _infra.Files.Where(file => Path.GetExtension(file) == ".bicep").Select(file => Path.ChangeExtension(file, ".json"));
        Assert.All(compiled, template => Assert.True(File.Exists(_infra.PathOf(template)), template));
    }

    [Fact]
    public async Task The_parameters_compile_without_a_warning()
    {
        Assert.All(_infra.Files.Where(file => Path.GetExtension(file) == ".bicepparam"), file => Assert.Equal("main.bicepparam", file));

        var (parameters, diagnostics) = await Bicep.RunAsync(["build-params", _infra.PathOf("main.bicepparam"), "--stdout"]);

        Assert.Equal("", diagnostics);
        Assert.StartsWith("{", parameters, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_file_is_formatted()
    {
        await Bicep.RunAsync(["format", "--pattern", _infra.PathOf("**/*.bicep*"), "--newline-kind", "LF", "--insert-final-newline"]);

        Assert.NotEmpty(_infra.Files);
        foreach (var file in _infra.Files)
            Assert.Equal(Repository.Read(Path.Combine("infra", file)).ReplaceLineEndings("\n"), await _infra.ReadAsync(file));
    }

    // A waiver hides from the tests above what it waives.
    [Fact]
    public async Task No_warning_is_waived_without_a_reason()
    {
        foreach (var file in _infra.Files)
        {
            var lines = (await _infra.ReadAsync(file)).ReplaceLineEndings("\n").Split('\n');
            var waivers = lines.Where(line => line.Contains("#disable", StringComparison.Ordinal));
            Assert.All(waivers, line => Assert.Matches("#disable-next-line [a-z-]+ // .+", line));
        }
    }

    public void Dispose() => _infra.Dispose();
}
