using System.CommandLine;
using BotGateway.LocalHost.ApiDescription;

namespace BotGateway.LocalHost.Commands;

/// <summary><c>openapi</c>: writes docs/openapi.json and the tables of fields in docs/api.md.</summary>
internal static class OpenApiCommand
{
    public static Command Create()
    {
        var command = new Command("openapi", "Write docs/openapi.json and the tables in docs/api.md from the contracts, after a change to them");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var checkout = Checkout.Find(AppContext.BaseDirectory) ?? throw new StartupException("There is no source tree here.");
            foreach (var (path, text) in ApiDocuments.Generate(checkout))
            {
                await File.WriteAllTextAsync(Path.Combine(checkout, path), text, cancellationToken);
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"Wrote {path}.");
            }
        });
        return command;
    }
}
