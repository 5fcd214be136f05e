using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using BotGateway.Cli.Profiles;
using BotGateway.Client;

namespace BotGateway.Cli;

/// <summary>What an invoked command works with.</summary>
internal sealed class Invocation(ParseResult parsed, Terminal terminal, Words words, bool isJson) : IDisposable
{
    private BotGatewayClient? _client;
    private Profile? _profile;

    public Terminal Terminal => terminal;

    public Words Words => words;

    public Output Output { get; } = new(terminal, isJson);

    public ProfileFolder Profiles => new(terminal.Environment, words);

    public Profile Profile => _profile ??= Profiles.Load();

    public BotGatewayClient Client => _client ??= Profile.Connect(words);

    public T? Get<T>(Option<T> option) => parsed.GetValue(option);

    [return: NotNull]
    public T Get<T>(Argument<T> argument) => parsed.GetRequiredValue(argument)!;

    public T? GetOptional<T>(Argument<T> argument) => parsed.GetValue(argument);

    /// <summary>Asks for a word on the terminal.</summary>
    /// <exception cref="ToolException">There is no terminal.</exception>
    public async Task<string> AskAsync(string question, string remedy, CancellationToken cancellationToken)
    {
        if (!terminal.IsInputTerminal)
            throw ToolException.Usage(remedy);
        await terminal.Error.WriteAsync($"{question} ");
        return (await ReadLineAsync(cancellationToken))?.Trim() ?? "";
    }

    /// <returns>Null at the end of the input.</returns>
    // On another thread: a console's reader cannot be cancelled.
    public Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        Task.Run(terminal.Input.ReadLine, CancellationToken.None).WaitAsync(cancellationToken);

    public async Task ConfirmAsync(string question, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(
            $"{question} {words["[y/N]", "[s/N]"]}", words["Not on a terminal: confirm with --yes.", "Sin terminal: confirma con --yes."], cancellationToken);
        if (!new[] { "y", "yes", "s", "si", "sí" }.Contains(answer, StringComparer.OrdinalIgnoreCase))
            throw ToolException.Usage(words["Nothing was done.", "No se hizo nada."]);
    }

    public void Dispose() => _client?.Dispose();
}
