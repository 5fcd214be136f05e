using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace BotGateway.Cli.Commands;

/// <summary><c>up</c>: starts LocalHost from the repository's sources.</summary>
internal static class UpCommand
{
    public static Command Create(Tool tool)
    {
        var words = tool.Words;
        var arguments = new Argument<string[]>("ARGUMENTS")
        {
            Description = words["LocalHost's options, after --: -- --port 0", "Opciones de LocalHost, después de --: -- --port 0"],
            Arity = ArgumentArity.ZeroOrMore,
        };
        return tool.Command(
            "up",
            words["Start the gateway on this machine, in the repository", "Inicia la pasarela en esta máquina, en el repositorio"],
            async (run, cancellationToken) =>
            {
                var project = FindProject(run.Terminal.Directory) ?? throw ToolException.Usage(words[
                    "This is not the repository of Bot Gateway: change to it first.", "Este no es el repositorio de Bot Gateway: entra en él primero."]);
                var dotnet = run.Terminal.Environment("DOTNET_HOST_PATH") ?? "dotnet";
                var start = new ProcessStartInfo(dotnet, ["run", "--project", project, "--", .. run.GetOptional(arguments) ?? []])
                {
                    WorkingDirectory = run.Terminal.Directory,
                };
                // From before LocalHost's start, so that no signal is missed. Ctrl-C reaches it by itself, from the terminal, and a second signal would end it
                // at once.
                var terminated = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                using var registration = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => terminated.TrySetResult());
                using var host = Process.Start(start)!;
                var end = host.WaitForExitAsync(CancellationToken.None);
                if (await Task.WhenAny(end, terminated.Task) == terminated.Task)
                    Terminate(host);
                await end;
                return host.ExitCode == 0 || cancellationToken.IsCancellationRequested ? ExitCode.Ok : ExitCode.Unavailable;
            },
            arguments);
    }

    private static string? FindProject(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var project = Path.Combine(folder.FullName, "FunctionApp.LocalHost");
            if (File.Exists(Path.Combine(folder.FullName, "FunctionApp.sln")) && Directory.Exists(project))
                return project;
        }

        return null;
    }

    private static void Terminate(Process host)
    {
        if (OperatingSystem.IsWindows())
            host.Kill(entireProcessTree: true);
        else
            Process.Start("kill", ["-TERM", host.Id.ToString(CultureInfo.InvariantCulture)]).Dispose();
    }
}
