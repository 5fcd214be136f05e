using System.CommandLine;
using BotGateway.LocalHost.ApiDescription;

namespace BotGateway.LocalHost.Commands;

/// <summary><c>openapi</c>: writes docs/openapi.json.</summary>
internal static class OpenApiCommand
{
    public static Command Create()
    {
        var command = new Command("openapi", "Write docs/openapi.json from the contracts, after a change to them");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var file = await OpenApiDocument.WriteAsync(cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"Wrote {file}.");
        });
        return command;
    }
}
