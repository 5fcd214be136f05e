using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using BotGateway.Http;
using BotGateway.LocalHost.Client;

namespace BotGateway.LocalHost.Commands;

/// <summary><c>token</c>: prints a complete, signed request.</summary>
internal static class TokenCommand
{
    private const string DefaultBody = """{"event_name":"check_credentials"}""";
    private const int MostTokens = 100;

    // The longest that the gateway accepts, less a clock's difference.
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(295);

    public static Command Create(Option<string> data, Option<TimeSpan> ahead)
    {
        var body = new Option<string?>("--body")
        {
            Description = "The request's body, a JSON object; - reads standard input [default: check_credentials]",
            HelpName = "FILE",
        };
        var client = new Option<string>("--client")
        {
            Description = "The client that sends the request",
            HelpName = "NAME",
            DefaultValueFactory = _ => DemoSecrets.ClientId,
        };
        var user = new Option<string?>("--user")
        {
            Description = "The client's USER, as printed by 'keys add' [default: that of client default]",
            HelpName = "USER",
        };
        var pass = new Option<string?>("--pass")
        {
            Description = "The client's PASS, as printed by 'keys add' [default: that of client default]",
            HelpName = "PASS",
        };
        var env = new Option<int?>("--env")
        {
            Description = "Print so many tokens for bot-gateway.http instead, as a .env file: each is valid once, for 5 minutes and for any body",
            HelpName = "COUNT",
            CustomParser = result =>
            {
                if (int.TryParse(result.Tokens.Single().Value, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= MostTokens)
                    return count;
                result.AddError($"--env must be an integer from 1 to {MostTokens}.");
                return null;
            },
        };
        var command = new Command("token", "Print a complete signed request to pipe into curl; it is valid for 20 seconds")
        {
            body, client, user, pass, env,
        };
        command.AddCheck(result =>
        {
            var name = result.GetValue(client) ?? DemoSecrets.ClientId;
            var (hasUser, hasPass) = (result.GetValue(user) is { Length: > 0 }, result.GetValue(pass) is { Length: > 0 });
            if (!ClientsFile.IsName(name))
                result.AddError("--client must be 1 to 64 characters of a to z, 0 to 9 and hyphen.");
            else if (name != DemoSecrets.ClientId && !(hasUser && hasPass))
                result.AddError($"--client {name} needs --user and --pass, as printed by 'keys add {name}'.");
            else if (hasUser != hasPass)
                result.AddError("--user and --pass must be given together.");
            else if (result.GetResult(env) is not null && result.GetResult(body) is not null)
                result.AddError("--env prints tokens for any body; leave out --body.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var credentials = GatewayCredentials.Load(
                parsed.GetDirectory(data),
                parsed.GetRequiredValue(client),
                parsed.GetValue(user) ?? DemoSecrets.User,
                parsed.GetValue(pass) ?? DemoSecrets.Pass);
            var clock = new AheadClock(parsed.GetValue(ahead));
            if (parsed.GetValue(env) is { } count)
                PrintTokens(credentials, parsed.GetRequiredValue(client), clock.GetUtcNow() + LongestLife, count);
            else
                await PrintAsync(credentials, parsed.GetValue(body), clock, cancellationToken);
        });
        return command;
    }

    private static void PrintTokens(GatewayCredentials credentials, string clientId, DateTimeOffset expires, int count)
    {
        Console.Out.WriteLine($"KEY_ID={clientId}");
        for (var number = 1; number <= count; number++)
        {
            var (token, signature) = credentials.CreateUnboundToken(expires);
            Console.Out.WriteLine($"TOKEN_{number}={token}");
            Console.Out.WriteLine($"SIGNATURE_{number}={signature}");
        }
    }

    private static async Task PrintAsync(GatewayCredentials credentials, string? file, TimeProvider clock, CancellationToken cancellationToken)
    {
        var body = file is null ? DefaultBody : await ReadAsync(file, cancellationToken);
        using var client = credentials.CreateClient(clock);
        var request = await client.CreateRequestAsync(body, cancellationToken);

        // Not with Console.Out: the request is UTF-8 whatever the console's encoding, and the token is valid for exactly these bytes.
        await using var output = Console.OpenStandardOutput();
        await output.WriteAsync(Encoding.UTF8.GetBytes(request + '\n'), cancellationToken);
    }

    private static async Task<string> ReadAsync(string file, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(file))
            throw new StartupException("--body needs a file, or - for standard input.");
        if (Directory.Exists(file))
            throw new StartupException($"--body needs a file, but {file} is a directory.");
        var text = "";
        try
        {
            await using var input = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
            using var reader = new StreamReader(input, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
            text = await reader.ReadToEndAsync(cancellationToken);
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? WithoutLineBreaks(text)
                : throw new StartupException($"{file} is not a JSON object but {json.RootElement.ValueKind}.");
        }
        catch (JsonException unusable)
        {
            throw new StartupException($"{file} is not JSON{FaultOf(text)}", unusable);
        }
        catch (DecoderFallbackException unusable)
        {
            throw new StartupException($"{file} is not JSON in UTF-8.", unusable);
        }
    }

    // Only to report malformed JSON. Ambiguous JSON is accepted here, so that one can see the gateway reject it.
    private static string FaultOf(string text)
    {
        try
        {
            StrictJson.Parse(Encoding.UTF8.GetBytes(text)).Dispose();
            return ".";
        }
        catch (GatewayException problem)
        {
            return $". {problem.Message}";
        }
    }

    // curl's -d removes them (its manual, --data), and the token is valid only for the bytes that arrive. JSON allows these two only between values; other
    // Unicode line breaks may be part of a string.
    private static string WithoutLineBreaks(string json) =>
        json.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
}
