using BotGateway.Cli;
using BotGateway.Client;

namespace BotGateway.Tests.Cli;

/// <summary>Runs the command line in this process, with a folder and variables of its own.</summary>
internal sealed class BotsUser : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public BotsUser(BotGatewayClientOptions? options = null)
    {
        Variables = new() { ["BOTS_CONFIG"] = PathOf("config") };
        if (options is null)
            return;
        (Variables["BOTS_URL"], Variables["BOTS_CLIENT"]) = (options.Endpoint!.AbsoluteUri, options.ClientId);
        (Variables["BOTS_AUDIENCE"], Variables["BOTS_KEY"]) = (options.Audience, options.PrivateKeyPem);
    }

    public Dictionary<string, string?> Variables { get; }

    public string Folder => _folder.Path;

    /// <summary>Null for a pipe.</summary>
    public string? Typed { get; set; }

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return name;
    }

    public Task<ProcessResult> RunAsync(params string[] arguments) => RunWithAsync("", TestContext.Current.CancellationToken, arguments);

    public async Task<ProcessResult> RunWithAsync(string input, CancellationToken cancellationToken, params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var terminal = new Terminal
        {
            Input = new StringReader(Typed ?? input),
            Output = output,
            Error = error,
            Environment = name => Variables.GetValueOrDefault(name),
            Directory = Folder,
            IsInputTerminal = Typed is not null,
            Pause = (_, _) => Task.CompletedTask,
        };
        var exitCode = await new Tool(terminal, Words.For(arguments, terminal.Environment)).RunAsync(arguments, cancellationToken);
        return new(exitCode, output.ToString(), error.ToString());
    }

    public void Dispose() => _folder.Dispose();
}
