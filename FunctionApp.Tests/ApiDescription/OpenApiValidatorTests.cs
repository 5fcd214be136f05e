using System.Text.Json;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.ApiDescription;

/// <summary>docs/openapi.json before somebody else's eyes: the schema of the OpenAPI Initiative, in a validator from npm.</summary>
public sealed class OpenApiValidatorTests
{
    private const string Package = "@seriousme/openapi-schema-validator";
    private const string Version = "2.11.0";
    private const string SkipReason = "npm downloads the validator." + Thoroughness.InCI;

    [Fact]
    public async Task The_document_is_valid_and_one_without_a_title_is_not()
    {
        Assert.SkipUnless(Thoroughness.IsWanted, SkipReason);
        using var folder = new TemporaryDirectory();
        var npm = await RunAsync(
            folder.Path,
            OperatingSystem.IsWindows() ? "npm.cmd" : "npm",
            ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", $"{Package}@{Version}"]);
        Assert.True(npm.ExitCode == 0, npm.Output);
        var wrong = Path.Combine(folder.Path, "wrong.json");
        var untitled = Repository.Read("docs/openapi.json").Replace("\"title\"", "\"titel\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(wrong, untitled, TestContext.Current.CancellationToken);
        var validator = Path.Combine(folder.Path, "node_modules", Package, "bin", "validate-api-cli.js");

        var right = await RunAsync(folder.Path, "node", validator, Repository.PathOf("docs/openapi.json"));

        Assert.True(right.ExitCode == 0, right.Output);
        Assert.True(JsonElement.Parse(right.Output).GetProperty("valid").GetBoolean());
        Assert.Equal(1, (await RunAsync(folder.Path, "node", validator, wrong)).ExitCode);
    }

    private static Task<ProcessResult> RunAsync(string folder, string program, params string[] arguments) =>
        AppProcess.RunAsync(program, arguments, directory: folder, cancellationToken: TestContext.Current.CancellationToken);
}
