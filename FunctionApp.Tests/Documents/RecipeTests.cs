using System.ComponentModel;

namespace BotGateway.Tests.Documents;

/// <summary>The recipes whose language is installed; .ci/run installs what Debian has.</summary>
public sealed class RecipeTests(TableService tables)
{
    private static readonly (string Program, string[] Probe)[] Python = [("python3", ["-c", "import cryptography"]), ("/usr/bin/python3", ["-c", "import cryptography"])];
    private static readonly (string Program, string[] Probe)[] Php = [("php", ["-r", "exit(extension_loaded('openssl') ? 0 : 1);"])];
    private static readonly (string Program, string[] Probe)[] Java = [("java", ["--describe-module", "jdk.compiler"])];
    private static readonly (string Program, string[] Probe)[] Node = [("node", ["--version"])];

    [Fact]
    public Task Python_gets_the_first_answer() => AssertAnswersAsync("first_answer.py", "python3 with cryptography", Python);

    [Fact]
    public Task PHP_gets_the_first_answer() => AssertAnswersAsync("first-answer.php", "php with openssl", Php);

    [Fact]
    public Task Java_gets_the_first_answer() => AssertAnswersAsync("FirstAnswer.java", "java with its compiler", Java);

    [Fact]
    public Task Node_gets_the_first_answer_without_packages() => AssertAnswersAsync("first-answer.mjs", "node", Node);

    private async Task AssertAnswersAsync(string name, string needed, (string Program, string[] Probe)[] candidates)
    {
        using var folder = new TemporaryDirectory();
        var program = await FindAsync(folder.Path, candidates);
        Assert.SkipWhen(program is null, $"{needed} is not installed.");
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, name), Snippets.Read("docs/recipes.md", name), TestContext.Current.CancellationToken);

        var (exitCode, output, error) = await Snippets.RunAsync(folder.Path, gateway, program!, name);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains("«Cuéntame un chiste.»", output, StringComparison.Ordinal);
    }

    private static async Task<string?> FindAsync(string folder, (string Program, string[] Probe)[] candidates)
    {
        foreach (var (program, probe) in candidates)
        {
            try
            {
                if ((await Snippets.RunAsync(folder, null, program, probe)).ExitCode == 0)
                    return program;
            }
            catch (Win32Exception)
            {
                // There is no such program; the next candidate may be there.
            }
        }

        return null;
    }
}
