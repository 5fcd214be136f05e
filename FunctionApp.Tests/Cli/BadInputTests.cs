using BotGateway.Tests.FineTuning;

namespace BotGateway.Tests.Cli;

public sealed class BadInputTests(BotsFixture fixture) : IClassFixture<BotsFixture>
{
    [Theory]
    [InlineData("frobnicate", "frobnicate")]
    [InlineData("check --frob", "--frob")]
    [InlineData("check --lang fr", "'fr'")]
    [InlineData("new a", "INSTRUCTIONS is missing")]
    [InlineData("new a b --temperature warm", "--temperature must be a number, 0-2.")]
    [InlineData("new a b --temperature", "--temperature needs a value, 0-2.")]
    [InlineData("new a @missing.txt", "missing.txt")]
    [InlineData("chat --thread", "--thread needs a value, ID.")]
    [InlineData("chat --thread t --new", "either --thread or --new")]
    [InlineData("train", "FILE is missing")]
    [InlineData("train missing.jsonl", "no file missing.jsonl")]
    [InlineData("train .", "no file .")]
    [InlineData("train empty.jsonl", "empty.jsonl is empty")]
    [InlineData("train latin1.jsonl", "latin1.jsonl:2: not UTF-8")]
    [InlineData("train good.jsonl --validation missing.jsonl", "no file missing.jsonl")]
    [InlineData("train good.jsonl --epochs 1.5", "--epochs must be a number")]
    [InlineData("train good.jsonl --method magic", "'magic'")]
    [InlineData("train good.jsonl --dry-run --wait", "either --dry-run or --wait")]
    [InlineData("jobs frob", "frob")]
    [InlineData("jobs cancel", "ID is missing")]
    [InlineData("models deploy", "ID is missing")]
    [InlineData("usage --by year", "'year'")]
    [InlineData("every * bot", "MESSAGE is missing")]
    [InlineData("every * bot message --to mail", "'mail'")]
    [InlineData("team --every *", "--every and --message belong together")]
    [InlineData("compare a b", "--with")]
    [InlineData("compare a b --with missing.jsonl", "no file missing.jsonl")]
    [InlineData("compare a b --with empty.jsonl", "empty.jsonl is empty")]
    [InlineData("compare a b --with faulty.jsonl", "faulty.jsonl:2: not an example")]
    [InlineData("compare a b --with good.jsonl", "--yes")]
    [InlineData("erase", "--yes")]
    [InlineData("up", "not the repository")]
    [InlineData("completion fish", "'fish'")]
    [InlineData("init --client A", "--client must be")]
    [InlineData("init --url ftp://x", "'ftp://x' is no http or https address")]
    [InlineData("init --local --client a", "--local has its own")]
    [InlineData("init --key missing.pem", "missing.pem")]
    [InlineData("init --key empty.jsonl", "PrivateKeyPem")]
    [InlineData("init --key faulty.jsonl", "private key in PEM")]
    public async Task A_wrong_command_line_is_one_line_that_names_what_is_wrong(string line, string expected)
    {
        using var user = fixture.NewUser();
        user.Write("good.jsonl", Examples.Lines());
        user.Write("empty.jsonl", "");
        user.Write("faulty.jsonl", $"{Examples.One()}\n{{\"messages\":[{{\"role\":\"user\",\"content\":5}}]}}\n");
        File.WriteAllBytes(user.PathOf("latin1.jsonl"), [(byte)'\n', 0xF1, (byte)'\n']);

        var ran = await user.RunAsync(line.Split(' '));

        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        var lines = ran.Error.TrimEnd().Split('\n');
        Assert.Contains(expected, lines[^1], StringComparison.Ordinal);
        Assert.Equal(line.StartsWith("compare a b --with good", StringComparison.Ordinal) ? 2 : 1, lines.Length);
    }

    [Theory]
    [InlineData("BOTS_URL", "nowhere", "'nowhere' is no http or https address")]
    [InlineData("BOTS_CLIENT", "A B", "ClientId")]
    [InlineData("BOTS_KEY", "-----BEGIN NOTHING", "private key in PEM")]
    [InlineData("BOTS_KEY", "/missing.pem", "no key file /missing.pem")]
    [InlineData("BOTS_KEY", "", "bots init")]
    [InlineData("BOTS_GATEWAY_KEY", "-----BEGIN NOTHING", "EncryptedToken")]
    [InlineData("BOTS_AHEAD", "soon", "BOTS_AHEAD must be seconds")]
    [InlineData("BOTS_AHEAD", "1:00", null)]
    [InlineData("BOTS_AHEAD", "999999999", "BOTS_AHEAD must be seconds")]
    [InlineData("BOTS_AHEAD", "9999.00:00:00", "BOTS_AHEAD must be seconds")]
    public async Task A_wrong_variable_is_one_line_that_names_it(string name, string value, string? expected)
    {
        using var user = fixture.NewUser();
        user.Variables[name] = value;

        var ran = await user.RunAsync("check");

        Assert.Equal(expected is null ? 0 : 2, ran.ExitCode);
        if (expected is not null)
            Assert.Contains(expected, Assert.Single(ran.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN", ran.Error, StringComparison.Ordinal);
    }
}
