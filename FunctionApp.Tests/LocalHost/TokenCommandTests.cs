using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace BotGateway.Tests.LocalHost;

public sealed class TokenCommandTests
{
    [Fact]
    public async Task Without_keys_the_error_says_what_to_do_and_where_it_looked()
    {
        using var data = new TemporaryDirectory();

        var (exitCode, output, error) = await LocalHostProcess.RunAsync(["token", "--data", data.Path]);

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains("start LocalHost once first", error, StringComparison.Ordinal);
        Assert.Contains(data.Path, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_prints_one_request_that_asks_to_check_the_credentials()
    {
        using var data = new TemporaryDirectory();
        DemoKeys.WriteTo(data);

        var (exitCode, output, _) = await LocalHostProcess.RunAsync(["token", "--data", data.Path]);

        Assert.Equal(0, exitCode);
        var request = Assert.IsType<JsonObject>(JsonNode.Parse(output));
        Assert.Equal(["payload", "body"], request.Select(field => field.Key));
        Assert.Equal(["token", "signature"], request["payload"]!.AsObject().Select(field => field.Key));
        Assert.Equal("check_credentials", (string?)request["body"]!["event_name"]);
    }

    [Fact]
    public async Task A_body_from_a_file_or_from_standard_input_keeps_its_characters()
    {
        const string Body = """{ "event_name" : "new_bot",  "name":"\u00d1and\u00fa ñandú 🦤" }""";
        using var data = new TemporaryDirectory();
        DemoKeys.WriteTo(data);
        var file = Path.Combine(data.Path, "body.json");
        await File.WriteAllTextAsync(file, Body + "\n", TestContext.Current.CancellationToken);

        var fromFile = await LocalHostProcess.RunAsync(["token", "--data", data.Path, "--body", file]);
        var fromInput = await LocalHostProcess.RunAsync(["token", "--data", data.Path, "--body", "-"], input: Body);

        Assert.EndsWith($"\"body\":{Body}}}\n", fromFile.Output, StringComparison.Ordinal);
        Assert.EndsWith($"\"body\":{Body}}}\n", fromInput.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_for_a_gateway_that_is_ahead_expires_by_its_clock()
    {
        using var data = new TemporaryDirectory();
        var (gateway, _) = DemoKeys.WriteTo(data);

        var (_, output, _) = await LocalHostProcess.RunAsync(["token", "--data", data.Path, "--ahead", "1.02:00:00"]);

        var token = Convert.FromBase64String((string)JsonNode.Parse(output)!["payload"]!["token"]!);
        var claims = JsonNode.Parse(gateway.Decrypt(token, RSAEncryptionPadding.OaepSHA256))!;
        Assert.InRange(
            DateTimeOffset.FromUnixTimeMilliseconds((long)claims["expirationTime"]!) - DateTimeOffset.UtcNow, TimeSpan.FromHours(25), TimeSpan.FromHours(27));
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("\"text\"")]
    [InlineData("{\"event_name\":")]
    [InlineData("")]
    public async Task A_body_that_is_not_a_JSON_object_is_an_error(string body)
    {
        using var data = new TemporaryDirectory();
        DemoKeys.WriteTo(data);

        var (exitCode, output, error) = await LocalHostProcess.RunAsync(["token", "--data", data.Path, "--body", "-"], input: body);

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains("JSON", error, StringComparison.Ordinal);
    }
}
