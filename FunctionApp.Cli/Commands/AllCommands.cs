using System.CommandLine;

namespace BotGateway.Cli.Commands;

internal static class AllCommands
{
    /// <returns>The commands in the order of the help.</returns>
    public static IEnumerable<Command> Create(Tool tool) =>
    [
        InitCommand.Create(tool),
        CheckCommand.Create(tool),
        NewCommand.Create(tool),
        ChatCommand.Create(tool),
        ListCommand.Create(tool),
        TrainCommand.Create(tool),
        JobsCommand.Create(tool),
        ModelsCommand.Create(tool),
        CompareCommand.Create(tool),
        EveryCommand.Create(tool),
        RoutinesCommand.Create(tool),
        TeamCommand.Create(tool),
        UsageCommand.Create(tool),
        ExportCommand.Create(tool),
        EraseCommand.Create(tool),
        UpCommand.Create(tool),
        CompletionCommand.Create(tool),
    ];
}
