using System.CommandLine;

namespace BotGateway.LocalHost.Commands.Keys;

/// <summary><c>keys</c>: manages the keys in the data directory. A running gateway picks up the changes.</summary>
internal static class KeysCommand
{
    public static Command Create(Option<string> data) => new("keys", "Add and import clients; list, rotate and disable keys. The gateway may be running")
    {
        KeysAddCommand.Create(data),
        KeysImportCommand.Create(data),
        KeysListCommand.Create(data),
        KeysRotateCommand.Create(data),
        KeysDisableCommand.Create(data),
    };
}
