using System.IO.Compression;
using System.Reflection;
using System.Text.RegularExpressions;
using BotGateway.Client;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.ClientLibrary;

public sealed partial class PackageTests(TableService tables)
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <RestorePackagesPath>packages</RestorePackagesPath>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="BotGateway.Client" Version="*" />
          </ItemGroup>
        </Project>
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_documented_program_gets_an_answer_with_the_package_alone()
    {
        Thoroughness.Require("It restores and builds a project.");
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        using var folder = new TemporaryDirectory();
        var feed = Path.Combine(folder.Path, "feed");
        await RunAsync(folder.Path, gateway, "pack", Repository.PathOf("FunctionApp.Client"), "--no-build", "--configuration", Configuration, "--output", feed);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "chistero.csproj"), Project, Cancellation);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "Program.cs"), Snippets.Read("docs/clients.md", "../chistero/Program.cs"), Cancellation);
        await File.WriteAllTextAsync(
            Path.Combine(folder.Path, "nuget.config"),
            $"<configuration><packageSources><add key='local' value='{feed}' /></packageSources></configuration>",
            Cancellation);

        var output = await RunAsync(folder.Path, gateway, "run", "--project", folder.Path);

        Assert.Contains("«Cuéntame un chiste.»", output, StringComparison.Ordinal);
        using var package = await ZipFile.OpenReadAsync(Assert.Single(Directory.GetFiles(feed)), Cancellation);
        Assert.Equal(
            ["BotGateway.Client.dll", "BotGateway.Client.xml", "BotGateway.Contracts.dll", "BotGateway.Contracts.xml"],
            package.Entries.Where(entry => entry.FullName.StartsWith("lib/net10.0/", StringComparison.Ordinal)).Select(entry => entry.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void It_depends_on_one_package()
    {
        var project = Repository.Read("FunctionApp.Client/FunctionApp.Client.csproj") + Repository.Read("FunctionApp.Contracts/FunctionApp.Contracts.csproj");

        Assert.Equal(["Microsoft.Extensions.Http.Resilience"], PackageReference().Matches(project).Select(match => match.Groups[1].Value));
    }

    private static string Configuration =>
        typeof(BotGatewayClient).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private static async Task<string> RunAsync(string folder, Gateway gateway, params string[] arguments)
    {
        var (exitCode, output, error) = await Snippets.RunAsync(folder, gateway, "dotnet", arguments);
        Assert.True(exitCode == 0, $"{output}\n{error}");
        return output;
    }

    [GeneratedRegex("<PackageReference Include=\"([^\"]+)\"")]
    private static partial Regex PackageReference();
}
