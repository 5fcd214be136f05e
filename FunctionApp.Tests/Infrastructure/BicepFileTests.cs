using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Infrastructure;

public sealed class BicepFileTests : IDisposable
{
    private readonly InfraCopy _infra = new();

    private IEnumerable<string> Files => Directory.EnumerateFiles(_infra.PathOf(""), "*.bicep*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".bicep" or ".bicepparam")
        .Select(file => Path.GetRelativePath(_infra.PathOf(""), file));

    [Fact]
    public async Task Every_file_compiles_without_a_warning()
    {
        var (_, diagnostics) = await Bicep.RunAsync(["build", "--pattern", _infra.PathOf("**/*.bicep")]);

        Assert.Equal("", diagnostics);
        var compiled = Files.Where(file => Path.GetExtension(file) == ".bicep").Select(file => Path.ChangeExtension(file, ".json"));
        Assert.All(compiled, template => Assert.True(File.Exists(_infra.PathOf(template)), template));
    }

    // As long as Azure keeps an API version the template goes on working; the linter's own rule would fail an unchanged tree one day. So its age counts from the
    // day of the newest version that the pinned compiler knows.
    [Fact]
    public async Task No_api_version_is_a_year_older_than_the_newest_that_the_compiler_knows()
    {
        Thoroughness.Require("It compiles all Bicep files once more; that they compile without a warning is tested in every run.");
        var compilerReleased = new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc);
        var age = (TimeProvider.System.GetUtcNow() - compilerReleased).Days + 365;
        var configuration = await _infra.ReadAsync("bicepconfig.json");
        var withRule = configuration.Replace(
            "\"rules\": {", $"\"rules\": {{ \"use-recent-api-versions\": {{ \"level\": \"warning\", \"maxAgeInDays\": {age} }},", StringComparison.Ordinal);
        Assert.NotEqual(configuration, withRule);
        await File.WriteAllTextAsync(_infra.PathOf("bicepconfig.json"), withRule, TestContext.Current.CancellationToken);

        var (_, diagnostics) = await Bicep.RunAsync(["build", "--pattern", _infra.PathOf("**/*.bicep")]);

        Assert.Equal("", diagnostics);
    }

    [Fact]
    public async Task Every_file_is_formatted()
    {
        await Bicep.RunAsync(["format", "--pattern", _infra.PathOf("**/*.bicep*"), "--newline-kind", "LF", "--insert-final-newline"]);

        Assert.NotEmpty(Files);
        foreach (var file in Files)
            Assert.Equal(Repository.Read(Path.Combine("infra", file)).ReplaceLineEndings("\n"), await _infra.ReadAsync(file));
    }

    // A waiver hides from the tests above what it waives.
    [Fact]
    public async Task No_warning_is_waived_without_a_reason()
    {
        foreach (var file in Files)
        {
            var lines = (await _infra.ReadAsync(file)).ReplaceLineEndings("\n").Split('\n');
            var waivers = lines.Where(line => line.Contains("#disable", StringComparison.Ordinal));
            Assert.All(waivers, line => Assert.Matches("#disable-next-line [a-z-]+ // .+", line));
        }
    }

    public void Dispose() => _infra.Dispose();
}
