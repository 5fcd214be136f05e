using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.LocalHost.Vault;

namespace BotGateway.Tests.LocalHost;

public sealed class TokenCommandTests(TableService tables)
{
    [Fact]
    public async Task Without_keys_the_error_says_what_to_do_and_where_it_looked()
    {
        using var data = new TemporaryDirectory();

        var (exitCode, output, error) = await LocalHostProcess.RunAsync(["token", "--data", data.Path]);

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains("start LocalHost once", error, StringComparison.Ordinal);
        Assert.Contains(data.Path, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_prints_one_request_that_asks_to_check_the_credentials()
    {
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteLocalHostsTo(data.Path);

        var (exitCode, output, _) = await LocalHostProcess.RunAsync(["token", "--data", data.Path]);

        Assert.Equal(0, exitCode);
        var request = Assert.IsType<JsonObject>(JsonNode.Parse(output));
        Assert.Equal(["payload", "body"], request.Select(field => field.Key));
        Assert.Equal(["token", "signature", "key_id"], request["payload"]!.AsObject().Select(field => field.Key));
        Assert.Equal("check_credentials", (string?)request["body"]!["event_name"]);
    }

    [Fact]
    public async Task A_body_from_a_file_or_from_standard_input_keeps_its_characters()
    {
        const string Body = """{ "event_name" : "new_bot",  "name":"\u00d1and\u00fa ñandú 🦤" }""";
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteLocalHostsTo(data.Path);
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
        GatewayKeys.WriteLocalHostsTo(data.Path);
        using var gateway = RSA.Create();
        gateway.ImportFromPem(new KeyStore(data.Path, TimeProvider.System).Versions("gateway").Single().Pem);

        var (_, output, _) = await LocalHostProcess.RunAsync(["token", "--data", data.Path, "--ahead", "1.02:00:00"]);

        var token = Convert.FromBase64String((string)JsonNode.Parse(output)!["payload"]!["token"]!);
        var claims = JsonNode.Parse(gateway.Decrypt(token, RSAEncryptionPadding.OaepSHA256))!;
        Assert.InRange(
            DateTimeOffset.FromUnixTimeMilliseconds((long)claims["expirationTime"]!) - DateTimeOffset.UtcNow, TimeSpan.FromHours(25), TimeSpan.FromHours(27));
    }

    [Fact]
    public async Task Tokens_for_a_file_of_requests_are_valid_for_any_body_and_5_minutes()
    {
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteLocalHostsTo(data.Path);
        using var gateway = RSA.Create();
        gateway.ImportFromPem(new KeyStore(data.Path, TimeProvider.System).Versions("gateway").Single().Pem);

        var (_, output, _) = await LocalHostProcess.RunAsync(["token", "--data", data.Path, "--env", "2"]);

        var lines = output.TrimEnd().Split('\n').Select(line => line.Trim().Split('=', 2)).ToList();
        Assert.Equal(["KEY_ID", "TOKEN_1", "SIGNATURE_1", "TOKEN_2", "SIGNATURE_2"], lines.Select(line => line[0]));
        var claims = JsonNode.Parse(gateway.Decrypt(Convert.FromBase64String(lines[3][1]), RSAEncryptionPadding.OaepSHA256))!.AsObject();
        Assert.Equal(["credentials", "expirationTime"], claims.Select(claim => claim.Key));
        Assert.InRange(
            DateTimeOffset.FromUnixTimeMilliseconds((long)claims["expirationTime"]!) - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(5));
    }

    [Theory]
    [InlineData("{\n  \"event_name\": \"check_credentials\"\n}\n")]
    [InlineData("{\r\n  \"event_name\":\r\n\"check_credentials\",\r\"note\":\"a\u2028b\u0085c\"\r\n}")]
    public async Task A_body_in_lines_is_accepted_also_when_line_breaks_are_dropped_as_by_curl(string body)
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var output = "";

        foreach (var dropped in new[] { "", "\r\n" })
        {
            (_, output, _) = await LocalHostProcess.RunAsync(["token", "--data", gateway.DataDirectory, "--body", "-"], input: body);
            var sent = string.Concat(output.Where(character => !dropped.Contains(character)));
            using var content = new StringContent(sent, Encoding.UTF8, "application/json");
            using var response = await gateway.Http.PostAsync(
                new Uri("lambda", UriKind.Relative), content, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        using var request = JsonDocument.Parse(output);
        var note = request.RootElement.GetProperty("body").TryGetProperty("note", out var text) ? text.GetString() : null;
        Assert.Equal(body.Contains("note", StringComparison.Ordinal) ? "a\u2028b\u0085c" : null, note);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("\"text\"")]
    [InlineData("{\"event_name\":")]
    [InlineData("")]
    public async Task A_body_that_is_not_a_JSON_object_is_an_error(string body)
    {
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteLocalHostsTo(data.Path);

        var (exitCode, output, error) = await LocalHostProcess.RunAsync(["token", "--data", data.Path, "--body", "-"], input: body);

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains("JSON", error, StringComparison.Ordinal);
        Assert.DoesNotContain("BytePositionInLine", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--client acme needs --user and --pass", "--client", "acme")]
    [InlineData("--client acme needs --user and --pass", "--client", "acme", "--user", "u")]
    [InlineData("--user and --pass must be given together", "--pass", "p")]
    [InlineData("--client needs a value, NAME.", "--client")]
    [InlineData("--user needs a value, USER.", "--user")]
    [InlineData("--pass needs a value, PASS.", "--user", "u", "--pass")]
    [InlineData("--body needs a value, FILE.", "--body")]
    [InlineData("--body needs a file, or - for standard input.", "--body", "")]
    [InlineData("is a directory", "--body", "/")]
    [InlineData("--env needs a value, COUNT.", "--env")]
    [InlineData("--env must be an integer from 1 to 100.", "--env", "x")]
    [InlineData("--env must be an integer from 1 to 100.", "--env", "1.5")]
    [InlineData("--env must be an integer from 1 to 100.", "--env", "0")]
    [InlineData("--env must be an integer from 1 to 100.", "--env", "101")]
    [InlineData("leave out --body", "--env", "2", "--body", "-")]
    [InlineData("--client must be", "--client", "../acme", "--user", "u", "--pass", "p")]
    [InlineData("'keys add acme'", "--client", "acme", "--user", "u", "--pass", "p")]
    public async Task What_is_missing_is_one_line_that_names_it(string expected, params string[] arguments)
    {
        using var data = new TemporaryDirectory();
        GatewayKeys.WriteLocalHostsTo(data.Path);

        var (exitCode, output, error) = await LocalHostProcess.RunAsync(["token", "--data", data.Path, .. arguments]);

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains(expected, Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }
}
