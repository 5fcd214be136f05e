using System.Text.Json;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Compat;

public sealed class FlavourTests
{
    // What only the official flavour takes; the others are official in both.
    private static readonly string[] Official =
    [
        "Azure.Security.KeyVault.Keys",
        "Microsoft.Azure.Functions.Worker",
        "Microsoft.Azure.Functions.Worker.Extensions.Http",
        "Microsoft.Azure.Functions.Worker.Extensions.Timer",
        "Microsoft.Azure.Functions.Worker.Sdk",
    ];

    [Theory]
    [InlineData("compat")]
    [InlineData("official", "-p:_IsPublishing=true")] // As dotnet publish calls it.
    [InlineData("official", "-p:AzurePackages=official")]
    [InlineData("compat", "-p:AzurePackages=compat", "-p:_IsPublishing=true")]
    public async Task A_build_takes_compat_and_publishing_the_official_packages_each_with_an_output_tree_of_its_own(
        string flavour, params string[] arguments)
    {
        var (exitCode, output) = await MsBuild.RunAsync(["-getProperty:AzurePackages,ArtifactsPath", .. arguments]);

        Assert.Equal(0, exitCode);
        var properties = JsonElement.Parse(output).GetProperty("Properties");
        Assert.Equal(flavour, properties.GetProperty("AzurePackages").GetString());
        Assert.Equal(
            Path.Combine(Repository.Root, "artifacts", flavour), Path.GetFullPath(properties.GetProperty("ArtifactsPath").GetString()!));
    }

    [Fact]
    public async Task The_environment_variable_names_the_flavour_too()
    {
        var (_, output) = await MsBuild.RunAsync(["-getProperty:AzurePackages"], environment => environment["AzurePackages"] = "official");

        Assert.Equal("official", output.Trim());
    }

    [Fact]
    public async Task Compat_is_not_published()
    {
        var (exitCode, output) = await MsBuild.RunAsync(["-t:RefuseToPublishCompat", "-p:AzurePackages=compat"]);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("The compat flavour cannot run on Azure and is not published.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_official_flavour_may_be_published()
    {
        var (exitCode, _) = await MsBuild.RunAsync(["-t:RefuseToPublishCompat", "-p:AzurePackages=official"]);

        Assert.Equal(0, exitCode);
    }

    // Only what is published: on another system a developer's own build would not run.
    [Theory]
    [InlineData("true", "linux-x64", "-p:_IsPublishing=true")]
    [InlineData("true", "win-x64", "-p:_IsPublishing=true", "-p:RuntimeIdentifier=win-x64")]
    [InlineData("", "")]
    [InlineData("", "", "-p:AzurePackages=official")]
    public async Task What_is_published_is_compiled_ahead_for_where_it_runs(string readyToRun, string runtime, params string[] arguments)
    {
        var (exitCode, output) = await MsBuild.RunAsync(["-getProperty:PublishReadyToRun,RuntimeIdentifier,SelfContained", .. arguments]);

        Assert.Equal(0, exitCode);
        var properties = JsonElement.Parse(output).GetProperty("Properties");
        Assert.Equal(
            (readyToRun, runtime, "false"),
            (Text("PublishReadyToRun"), Text("RuntimeIdentifier"), Text("SelfContained")));

        string? Text(string name) => properties.GetProperty(name).GetString();
    }

    [Fact]
    public async Task An_unknown_flavour_is_an_error_that_names_the_two()
    {
        var (exitCode, output) = await MsBuild.RunAsync(["-t:CheckAzurePackages", "-p:AzurePackages=x"]);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("AzurePackages is 'x': use 'official' or 'compat'.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_official_flavour_takes_five_packages_in_place_of_what_is_in_compat()
    {
        var compat = await ReferencesAsync("compat");
        var official = await ReferencesAsync("official");

        Assert.Equal(Official, official.Packages.Except(compat.Packages).Order(StringComparer.Ordinal));
        Assert.Empty(compat.Packages.Except(official.Packages));
        Assert.Empty(official.Projects);
        Assert.Equal(2, compat.Projects.Count);
        Assert.All(compat.Projects, project => Assert.StartsWith("../compat/", project, StringComparison.Ordinal));
    }

    private static async Task<(List<string> Packages, List<string> Projects)> ReferencesAsync(string flavour)
    {
        var (exitCode, output) = await MsBuild.RunAsync(["-getItem:PackageReference,ProjectReference", $"-p:AzurePackages={flavour}"]);
        Assert.Equal(0, exitCode);
        var items = JsonElement.Parse(output).GetProperty("Items");
        return (Names(items, "PackageReference"), Names(items, "ProjectReference"));
    }

    private static List<string> Names(JsonElement items, string type) =>
        [.. items.GetProperty(type).EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!.Replace('\\', '/'))];
}
