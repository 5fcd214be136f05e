using System.Text.Json;
using System.Text.RegularExpressions;
using BotGateway.Client;
using BotGateway.Tests.Cli;
using BotGateway.Tests.Documents;
using BotGateway.Tests.NodeLibrary;

namespace BotGateway.Tests.LocalHost.WebConsole;

public sealed partial class CodeToCopyTests(BotsFixture fixture, InstalledPackage package) : IClassFixture<BotsFixture>, IClassFixture<InstalledPackage>
{
    private const string Instructions = "It's \"short\":\nno $HOME, no `ls`, no \\, no {0}; ñ, 🎲";

    private const string Script = """
        const { snippets } = await import(process.argv[1]);
        console.log(JSON.stringify(snippets(JSON.parse(process.argv[2]), process.argv[3], JSON.parse(process.argv[4]))));
        """;

    private readonly Gateway _gateway = fixture.Gateway;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_makes_the_same_bot_with_the_library_for_Node()
    {
        var code = (await SnippetsAsync("new_bot", NewBot("Copia de Node"))).GetProperty("node").GetString();
        var keys = Directory.CreateDirectory(Path.Combine(package.Folder, ".local", "keys"));
        File.Copy(Path.Combine(_gateway.DataDirectory, "keys", "client-default-private.pem"), Path.Combine(keys.FullName, "client-default-private.pem"));
        await File.WriteAllTextAsync(Path.Combine(package.Folder, "copied.mjs"), code, Cancellation);

        var (exitCode, output, error) = await Snippets.RunAsync(package.Folder, null, "node", "copied.mjs");

        Assert.Equal((0, ""), (exitCode, error));
        await AssertIsMadeAsync(BotId().Match(output).Value);
    }

    [Fact]
    public async Task It_makes_the_same_bot_with_the_command_line()
    {
        using var user = fixture.NewUser();
        var code = (await SnippetsAsync("new_bot", NewBot("Copia de bots"))).GetProperty("bots").GetString()!;

        var bot = (await user.RunAsync([.. await WordsAsync(code), "--json"])).Text("bot_id");
        await AssertIsMadeAsync(bot);

        var chat = (await SnippetsAsync("messaging", new { botID = bot, threadID = await _gateway.NewThreadAsync(), message = "-1 & 'dos'" })).GetProperty("bots").GetString()!;
        Assert.Contains("«-1 & 'dos'»", (await user.RunAsync([.. await WordsAsync(chat), "--json"])).Text("message"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("new_bot", """{"name":"n","instructions":"i","modelID":"m","temperature":1}""", "NewBotAsync")]
    [InlineData("messaging", """{"botID":"b","threadID":"t","message":"m","idempotency_key":"k"}""", "MessagingAsync")]
    [InlineData("train", """{"jsonl":"{}","validation_jsonl":"{}","suffix":"s","seed":1,"method":"dpo","dataset_id":"d","hyperparameters":{"n_epochs":3,"batch_size":2}}""", "TrainAsync")]
    [InlineData("bot_routine", """{"botID":"b","threadID":"t","schedule":"* * * * *","time_zone":"America/Lima","message":"m","name":"n","fresh_thread":true}""", "CreateRoutineAsync")]
    public async Task It_calls_a_method_of_the_library_for_NET_with_properties_of_its_request(string @event, string fields, string expected)
    {
        var code = (await SnippetsAsync(@event, JsonElement.Parse(fields))).GetProperty("dotnet").GetString()!;

        var name = Call().Match(code).Groups[1].Value;
        Assert.Equal(expected, name);
        var request = typeof(BotGatewayClient).GetMethod(name)!.GetParameters()[0].ParameterType;
        var assigned = Assigned().Matches(code[code.IndexOf("await", StringComparison.Ordinal)..]).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(assigned);
        Assert.All(assigned, property => Assert.NotNull(request.GetProperty(property)));
        Assert.DoesNotContain("IdempotencyKey", assigned);
    }

    private static object NewBot(string name) => new { name, instructions = Instructions, modelID = "gpt-4.1-mini", temperature = 0.5 };

    private async Task AssertIsMadeAsync(string bot)
    {
        var made = await _gateway.CallAsync($$"""{"event_name":"get_bot","botID":"{{bot}}"}""");
        Assert.Equal((Instructions, "gpt-4.1-mini", "0.5"), (made["instructions"], made["model_id"], made["temperature"]));
    }

    private async Task<JsonElement> SnippetsAsync(string @event, object fields)
    {
        var session = JsonSerializer.Serialize(new { endpoint = new Uri(_gateway.Http.BaseAddress!, "lambda"), client = "default", audience = "bot-gateway" });
        var module = new Uri(Repository.PathOf("FunctionApp/WebConsole/Pages/snippets.mjs")).AbsoluteUri;
        var (exitCode, output, error) = await Snippets.RunAsync(
            package.Folder, null, "node", "--input-type=module", "--eval", Script, module, session, @event, JsonSerializer.Serialize(fields));
        Assert.True(exitCode == 0, error);
        return JsonElement.Parse(output);
    }

    /// <summary>As a shell reads the line, without <c>bots</c>.</summary>
    private async Task<IEnumerable<string>> WordsAsync(string line)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It needs a POSIX shell.");
        var (_, output, _) = await Snippets.RunAsync(package.Folder, null, "sh", "-c", $"printf '%s\\0' {line}");
        return output.Split('\0')[1..^1];
    }

    [GeneratedRegex("bot_[0-9a-f]{32}")]
    private static partial Regex BotId();

    [GeneratedRegex(@"await client\.(\w+)\(")]
    private static partial Regex Call();

    [GeneratedRegex(@"^    (\w+) = ", RegexOptions.Multiline)]
    private static partial Regex Assigned();
}
