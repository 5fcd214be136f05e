using System.Text.RegularExpressions;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Infrastructure;

public sealed partial class WorkflowTests
{
    private static readonly string[] KnownActions =
    [
        "actions/checkout", "actions/setup-dotnet", "actions/setup-node", "actions/upload-artifact", "azure/login", "Azure/setup-azd",
    ];

    public static TheoryData<string> Files => ["ci.yml", "deploy.yml"];

    [Fact]
    public void There_is_no_other_workflow()
    {
        var files = Directory.EnumerateFiles(Repository.PathOf(".github/workflows")).Select(file => Path.GetFileName(file));

        Assert.Equal(Files.Select(file => file.Data), files.Order());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void It_uses_known_actions_only_pinned_to_a_commit(string file)
    {
        var used = Uses().Matches(Read(file)).Select(match => match.Groups["action"].Value).ToList();

        Assert.NotEmpty(used);
        Assert.Subset(KnownActions.ToHashSet(), used.Select(action => action.Split('@')[0]).ToHashSet());
        // A tag can be moved; Dependabot updates the commits.
        Assert.All(used, action => Assert.Matches("@[0-9a-f]{40}$", action));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void It_knows_no_secret_and_may_write_nothing(string file)
    {
        Assert.DoesNotContain("secrets.", Read(file), StringComparison.Ordinal);
        Assert.Single(Regex.Matches(Read(file), "permissions:"));
        Assert.DoesNotMatch("(?<!id-token): write", Read(file));
    }

    [Fact]
    public void Both_Key_Vault_clients_are_tested_on_both_systems()
    {
        var ci = Read("ci.yml");

        Assert.Contains("os: [ubuntu-latest, windows-latest]\n        key-vault-keys: [compat, official]", ci, StringComparison.Ordinal);
        Assert.Contains("runs-on: ${{ matrix.os }}", ci, StringComparison.Ordinal);
        Assert.Contains("KeyVaultKeys: ${{ matrix.key-vault-keys }}", ci, StringComparison.Ordinal);
        Assert.DoesNotContain("exclude:", ci, StringComparison.Ordinal);
        // What plain runs skip.
        Assert.Contains("matrix.key-vault-keys == 'compat' && 'thorough'", ci, StringComparison.Ordinal);
        Assert.All(
            ["dotnet build", "dotnet test", "dotnet format --verify-no-changes", $"FullyQualifiedName~{typeof(WorkflowTests).Namespace}"],
            step => Assert.Contains(step, ci, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(".ci/run")]
    [InlineData(".github/workflows/ci.yml")]
    public void Allocations_of_a_release_build_are_checked(string file) =>
        Assert.Contains("dotnet run -c Release --project FunctionApp.Benchmarks -- parts --check", Repository.Read(file), StringComparison.Ordinal);

    [Fact]
    public void Deployment_signs_in_without_a_secret()
    {
        var deploy = Read("deploy.yml");

        Assert.Contains("id-token: write", deploy, StringComparison.Ordinal);
        Assert.Contains("--federated-credential-provider github", deploy, StringComparison.Ordinal);
        Assert.DoesNotContain("id-token", Read("ci.yml"), StringComparison.Ordinal);
    }

    // Each variable that main.parameters.json reads must come from the environment's.
    [Fact]
    public void Deployment_passes_every_variable_on()
    {
        Assert.All(AzdParameters.Variables.Values, name => Assert.Contains($"      {name}: ${{{{ vars.{name}", Read("deploy.yml"), StringComparison.Ordinal));
    }

    private static string Read(string file) => Repository.Read($".github/workflows/{file}").ReplaceLineEndings("\n");

    [GeneratedRegex(@"uses: (?<action>\S+)")]
    private static partial Regex Uses();
}
