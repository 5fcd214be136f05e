using System.Collections.Concurrent;
using System.Text.Json;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Compat;

/// <summary>Asks what a build of FunctionApp would do, without building it.</summary>
internal static class MsBuild
{
    private static readonly ConcurrentDictionary<string, Task<JsonElement>> Evaluations = new();

    /// <summary>The properties and items of the build, evaluated once for each choice of arguments.</summary>
    public static Task<JsonElement> EvaluateAsync(params string[] arguments) => Evaluations.GetOrAdd(string.Join(' ', arguments), async _ =>
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

    public static Task<ProcessResult> RunAsync(IEnumerable<string> arguments, Action<IDictionary<string, string?>>? environment = null)
    {
        // Each is a process of 2 s. What plain builds and 'dotnet publish' do is asked for in each run.
        if (environment is not null || arguments.Any(argument => argument.StartsWith("-p:", StringComparison.Ordinal) && argument != "-p:_IsPublishing=true"))
            Thoroughness.Require("It evaluates the project in a process of its own; the defaults of build and publish are tested in every run.");
        string[] command = ["msbuild", Repository.PathOf(Path.Combine("FunctionApp", "FunctionApp.csproj")), "-nologo", .. arguments];
        return AppProcess.RunAsync("dotnet", command, SetVariables, cancellationToken: TestContext.Current.CancellationToken);

        void SetVariables(IDictionary<string, string?> variables)
        {
            variables.Remove("KeyVaultKeys"); // The tests' own choice.
            environment?.Invoke(variables);
        }
    }
}
