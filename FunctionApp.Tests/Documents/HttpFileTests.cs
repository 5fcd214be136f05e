using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using BotGateway.Tests.LocalHost;

namespace BotGateway.Tests.Documents;

/// <summary>bot-gateway.http, read as the REST clients of VS Code and Visual Studio read it.</summary>
public sealed partial class HttpFileTests(TableService tables)
{
    private static readonly string File = Repository.Read("bot-gateway.http");

    [Fact]
    public async Task Its_requests_succeed_one_after_the_other_with_the_tokens_of_its_command()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var command = Command().Match(File).Groups["arguments"].Value;
        var (exitCode, env, error) = await LocalHostProcess.RunAsync([.. command.Split(' '), "--data", gateway.DataDirectory]);
        Assert.Equal((0, ""), (exitCode, error));
        var values = env.TrimEnd().Split('\n').Select(line => line.TrimEnd('\r').Split('=', 2)).ToDictionary(pair => $"$dotenv {pair[0]}", pair => pair[1]);
        values["gateway"] = gateway.Http.BaseAddress!.ToString().TrimEnd('/');
        var used = new List<string>();

        foreach (Match request in Request().Matches(File))
        {
            string Resolve(string text) => Variable().Replace(text, variable => values[variable.Groups["name"].Value]);
            using var message = new HttpRequestMessage(new HttpMethod(request.Groups["method"].Value), Resolve(request.Groups["url"].Value));
            if (request.Groups["body"].Success)
                message.Content = new StringContent(Resolve(request.Groups["body"].Value), Encoding.UTF8, request.Groups["type"].Value);
            using var response = await gateway.Http.SendAsync(message, TestContext.Current.CancellationToken);

            var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.True(response.IsSuccessStatusCode, $"{request.Value}\n{answer}");
            using var json = JsonDocument.Parse(answer);
            foreach (var property in json.RootElement.EnumerateObject())
                values[$"{request.Groups["name"].Value}.response.body.$.{property.Name}"] = property.Value.ToString();
            used.AddRange(Variable().Matches(request.Value).Select(variable => variable.Groups["name"].Value).Where(name => name.StartsWith("$dotenv TOKEN", StringComparison.Ordinal)));
        }

        Assert.Equal(File.Split("\n### ").Length - 1, Request().Count(File));
        Assert.Equal(values.Keys.Where(name => name.StartsWith("$dotenv TOKEN", StringComparison.Ordinal)), used);
    }

    [Fact]
    public void The_tokens_are_not_committed() => Assert.Contains(".env", Repository.Read(".gitignore").Split('\n'));

    [GeneratedRegex("FunctionApp.LocalHost -- (?<arguments>token .+) > .env")]
    private static partial Regex Command();

    [GeneratedRegex(@"^### .+\n(# @name (?<name>\w+)\n)?(?<method>[A-Z]+) (?<url>\S+)\n(Content-Type: (?<type>\S+)\n\n(?<body>\{\n(.+\n)+?\}\n))?", RegexOptions.Multiline)]
    private static partial Regex Request();

    [GeneratedRegex("{{(?<name>[^}]+)}}")]
    private static partial Regex Variable();
}
