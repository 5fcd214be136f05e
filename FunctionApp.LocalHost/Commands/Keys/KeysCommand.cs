using System.CommandLine;

namespace BotGateway.LocalHost.Commands.Keys;

/// <summary><c>keys</c>: the keys of the clients and of the gateway, all in the data directory. A running gateway follows.</summary>
internal static class KeysCommand
{
    /// <summary>Makes the command with all below it.</summary>
    /// <param name="data">The option for the data directory.</param>
    /// <returns>The command.</returns>
    public static Command Create(Option<string> data) => new("keys", "Add and import clients; list, rotate and disable keys, also while the gateway runs")
    {
        KeysAddCommand.Create(data),
        KeysImportCommand.Create(data),
        KeysListCommand.Create(data),
        KeysRotateCommand.Create(data),
        KeysDisableCommand.Create(data),
    };
}
