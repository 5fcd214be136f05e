using System.Collections.Concurrent;
using System.Text.Json;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Compat;

/// <summary>Which builds of FunctionApp take which client of the Key Vault. They are evaluated only, not built.</summary>
public sealed class KeyVaultChoiceTests
{
    private static readonly ConcurrentDictionary<string, Task<JsonElement>> Evaluations = new();

    [Theory]
    [InlineData("compat")]
    [InlineData("official", "-p:_IsPublishing=true")] // As dotnet publish calls it.
    [InlineData("official", "-p:KeyVaultKeys=official")]
    [InlineData("compat", "-p:KeyVaultKeys=compat", "-p:_IsPublishing=true")]
    public async Task A_build_takes_compat_and_publishing_the_official_package_each_with_an_output_tree_of_its_own(
        string choice, params string[] arguments)
    {
        var properties = (await EvaluateAsync(arguments)).GetProperty("Properties");

        Assert.Equal(choice, properties.GetProperty("KeyVaultKeys").GetString());
        Assert.Equal(
            Path.Combine(Repository.Root, "artifacts", choice), Path.GetFullPath(properties.GetProperty("ArtifactsPath").GetString()!));
    }

    [Fact]
    public async Task The_environment_variable_chooses_too()
    {
        var (_, output, _) = await RunAsync(["-getProperty:KeyVaultKeys"], choice: "official");

        Assert.Equal("official", output.Trim());
    }

    [Fact]
    public async Task Compat_is_not_published()
    {
        var (exitCode, output, _) = await RunAsync(["-t:RefuseToPublishCompat", "-p:KeyVaultKeys=compat"]);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("The compat Key Vault client is not published.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_official_package_is_published()
    {
        var (exitCode, _, _) = await RunAsync(["-t:RefuseToPublishCompat", "-p:KeyVaultKeys=official"]);

        Assert.Equal(0, exitCode);
    }

    // Only what is published: on another system a developer's own build would not run.
    [Theory]
    [InlineData("true", "linux-x64", "-p:_IsPublishing=true")]
    [InlineData("true", "win-x64", "-p:_IsPublishing=true", "-p:RuntimeIdentifier=win-x64")]
    [InlineData("", "")]
    [InlineData("", "", "-p:KeyVaultKeys=official")]
    public async Task What_is_published_is_compiled_ahead_for_where_it_runs(string readyToRun, string runtime, params string[] arguments)
    {
        var properties = (await EvaluateAsync(arguments)).GetProperty("Properties");

        Assert.Equal(
            (readyToRun, runtime, "false"),
            (Text("PublishReadyToRun"), Text("RuntimeIdentifier"), Text("SelfContained")));

        string? Text(string name) => properties.GetProperty(name).GetString();
    }

    [Theory]
    [InlineData("false")]
    [InlineData("true", "-p:KeyVaultKeys=compat", "-p:_IsPublishing=true")] // The official package may not have been restored here.
    [InlineData("true", "-p:FunctionsHostFiles=true")]
    public async Task Only_publishing_and_Core_Tools_pay_for_the_files_that_the_Functions_host_reads(string made, params string[] arguments)
    {
        var properties = (await EvaluateAsync(arguments)).GetProperty("Properties");

        Assert.Equal(made, properties.GetProperty("_FunctionsBuildEnabled").GetString());
    }

    [Fact]
    public async Task An_unknown_choice_is_an_error_that_names_the_two()
    {
        var (exitCode, output, _) = await RunAsync(["-t:CheckKeyVaultKeys", "-p:KeyVaultKeys=x"]);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("KeyVaultKeys is 'x': use 'official' or 'compat'.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_choice_is_between_one_package_and_one_project_and_all_else_is_the_same()
    {
        var compat = await ReferencesAsync();
        var official = await ReferencesAsync("-p:KeyVaultKeys=official");

        Assert.Equal(["Azure.Security.KeyVault.Keys"], official.Packages.Except(compat.Packages));
        Assert.Empty(compat.Packages.Except(official.Packages));
        Assert.Equal(["../FunctionApp.Contracts/FunctionApp.Contracts.csproj"], official.Projects);
        Assert.Equal(["../compat/KeyVault.Keys/KeyVault.Keys.Compat.csproj"], compat.Projects.Except(official.Projects));
    }

    private static async Task<(List<string> Packages, List<string> Projects)> ReferencesAsync(params string[] arguments)
    {
        var items = (await EvaluateAsync(arguments)).GetProperty("Items");
        return (Names(items, "PackageReference"), Names(items, "ProjectReference"));
    }

    private static List<string> Names(JsonElement items, string type) =>
        [.. items.GetProperty(type).EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!.Replace('\\', '/'))];

    // The properties and items of the build, evaluated once for each choice of arguments.
    private static Task<JsonElement> EvaluateAsync(params string[] arguments) => Evaluations.GetOrAdd(string.Join(' ', arguments), async _ =>
    {
        var (exitCode, output, _) = await RunAsync(
        [
            "-getProperty:KeyVaultKeys,ArtifactsPath,PublishReadyToRun,RuntimeIdentifier,SelfContained,_FunctionsBuildEnabled",
            "-getItem:PackageReference,ProjectReference",
            .. arguments,
        ]);
        Assert.Equal(0, exitCode);
        return JsonElement.Parse(output);
    });

    private static Task<ProcessResult> RunAsync(IEnumerable<string> arguments, string? choice = null)
    {
        // Each is a process of 2 s. What plain builds and 'dotnet publish' do is asked for in each run.
        if (choice is not null || arguments.Any(argument => argument.StartsWith("-p:", StringComparison.Ordinal) && argument != "-p:_IsPublishing=true"))
            Thoroughness.Require("It evaluates the project in a process of its own; the defaults of build and publish are tested in every run.");
        string[] command = ["msbuild", Repository.PathOf(Path.Combine("FunctionApp", "FunctionApp.csproj")), "-nologo", .. arguments];
        // In place of the tests' own choice.
        return AppProcess.RunAsync(
            "dotnet", command, variables => variables["KeyVaultKeys"] = choice, cancellationToken: TestContext.Current.CancellationToken);
    }
}
