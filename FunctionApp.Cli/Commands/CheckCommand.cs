using System.CommandLine;

namespace BotGateway.Cli.Commands;

/// <summary><c>check</c>: whether the gateway accepts the profile.</summary>
internal static class CheckCommand
{
    public static Command Create(Tool tool) => tool.Command(
        "check",
        tool.Words["Check that the gateway answers and accepts the key", "Comprueba que la pasarela responde y acepta la clave"],
        async (run, cancellationToken) =>
        {
            var response = await run.Client.CheckCredentialsAsync(cancellationToken);
            run.Output.Write(
                response,
                (run.Words["gateway", "pasarela"], run.Profile.Url),
                (run.Words["client", "cliente"], run.Profile.Client),
                (run.Words["key", "clave"], run.Words["accepted", "aceptada"]));
            return ExitCode.Ok;
        });
}
