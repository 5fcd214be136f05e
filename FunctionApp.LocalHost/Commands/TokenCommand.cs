using System.CommandLine;
using System.Text;
using System.Text.Json;
using BotGateway.LocalHost.Client;

namespace BotGateway.LocalHost.Commands;

/// <summary><c>token</c>: prints a complete, signed request.</summary>
internal static class TokenCommand
{
    private const string DefaultBody = """{"event_name":"check_credentials"}""";

    /// <summary>Makes the command.</summary>
    /// <param name="data">The option for the data directory.</param>
    /// <param name="ahead">The option for the clock.</param>
    /// <returns>The command.</returns>
    public static Command Create(Option<string> data, Option<TimeSpan> ahead)
    {
        var body = new Option<string?>("--body")
        {
            Description = "The request's body, a JSON object; - reads standard input [default: check_credentials]",
            HelpName = "FILE",
        };
        var command = new Command("token", "Print a fresh, complete, signed request, to be piped into curl (good for 20 seconds)") { body };
        command.SetAction((parsed, cancellationToken) => PrintAsync(
            parsed.GetDirectory(data), parsed.GetValue(body), new AheadClock(parsed.GetValue(ahead)), cancellationToken));
        return command;
    }

    private static async Task PrintAsync(string dataDirectory, string? file, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var credentials = GatewayCredentials.Load(dataDirectory);
        var body = file is null ? DefaultBody : await ReadAsync(file, cancellationToken);
        var request = new GatewayClient(credentials, clock).CreateRequest(body);

        // Not by Console.Out: the request is UTF-8 whatever the console's encoding, and the token binds these very bytes.
        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(Encoding.UTF8.GetBytes(request + '\n'), cancellationToken);
    }

    private static async Task<string> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var input = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
            using var reader = new StreamReader(input, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            var text = await reader.ReadToEndAsync(cancellationToken);
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? WithoutLineBreaks(text)
                : throw new StartupException($"{file} is not a JSON object but {json.RootElement.ValueKind}.");
        }
        catch (Exception unusable) when (unusable is JsonException or DecoderFallbackException)
        {
            throw new StartupException($"{file} is not JSON in UTF-8: {unusable.Message}", unusable);
        }
    }

    // curl's -d drops them (its manual, --data), and the token binds what arrives. In JSON these two stand between values only, unlike
    // what else Unicode calls a line break, which may be a part of a string.
    private static string WithoutLineBreaks(string json) =>
        json.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
}
