using System.Text;
using System.Text.Json;
using BotGateway.Tests.ClientLibrary;

namespace BotGateway.Tests.Cli;

public sealed class ProfileTests(TableService tables)
{
    [Fact]
    public async Task The_operator_needs_only_what_init_prints()
    {
        using var user = new BotsUser();
        var made = (await user.RunAsync("init", "--client", "nuevo", "--json")).Json();
        await using var gateway = await new GatewayBuilder(tables).WithSettings(new()
        {
            ["Clients:5:Id"] = made.GetProperty("client").GetString(),
            ["Clients:5:PublicKey"] = made.GetProperty("public_key").GetString(),
            ["Clients:5:Credentials"] = new string('a', 64),
        }).StartAsync();
        user.Variables["BOTS_URL"] = gateway.Http.BaseAddress!.AbsoluteUri;

        Assert.Equal(0, (await user.RunAsync("check")).ExitCode);
    }

    [Fact]
    public async Task Profile_and_key_are_the_users_own_and_the_private_key_is_not_printed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        using var user = new BotsUser();

        var ran = await user.RunAsync("init", "--client", "nuevo");

        Assert.Equal(0, ran.ExitCode);
        Assert.DoesNotContain("PRIVATE KEY", ran.Output, StringComparison.Ordinal);
        foreach (var file in new[] { "profile.json", "client-nuevo-private.pem" })
        {
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(user.PathOf($"config/{file}")));
        }

        Assert.Equal(["client-nuevo-private.pem", "client-nuevo-public.pem", "profile.json"], Directory.GetFiles(user.PathOf("config")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_profile_is_replaced_only_with_force_and_a_key_never()
    {
        using var user = new BotsUser();
        await user.RunAsync("init");
        var key = await File.ReadAllTextAsync(user.PathOf("config/client-default-private.pem"), TestContext.Current.CancellationToken);

        Assert.Equal(2, (await user.RunAsync("init", "--key", "config/client-default-private.pem")).ExitCode);
        Assert.Contains("--key", (await user.RunAsync("init", "--force")).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await user.RunAsync("init", "--force", "--url", "https://gateway.example/", "--key", "config/client-default-private.pem")).ExitCode);

        Assert.Equal(key, await File.ReadAllTextAsync(user.PathOf("config/client-default-private.pem"), TestContext.Current.CancellationToken));
        Assert.Contains("https://gateway.example/lambda", await File.ReadAllTextAsync(user.PathOf("config/profile.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "profile.json:1 is damaged")]
    [InlineData("null", "profile.json is damaged")]
    [InlineData("{\"url\":\"http://x\"}", "is damaged")]
    [InlineData("{\n\"url\":\"http://x\",\"key\":\"k\",\"pass_word\":\"s3cret\"}", "profile.json:2 is damaged")]
    public async Task A_damaged_profile_is_one_line_that_does_not_quote_it(string text, string expected)
    {
        using var user = new BotsUser();
        Directory.CreateDirectory(user.PathOf("config"));
        user.Write("config/profile.json", text);

        var ran = await user.RunAsync("check");

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains(expected, Assert.Single(ran.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Encrypted_tokens_are_for_gateways_without_audience()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();
        var credentials = gateway.Credentials();
        using var user = new BotsUser(gateway.ClientOptions());
        (user.Variables["BOTS_GATEWAY_KEY"], user.Variables["BOTS_USER"]) = (credentials.GatewayKey.ExportSubjectPublicKeyInfoPem(), "local-user");

        user.Variables["BOTS_PASS"] = "wrong";
        Assert.Equal(3, (await user.RunAsync("check")).ExitCode);
        user.Variables["BOTS_PASS"] = "local-pass";
        Assert.Equal(0, (await user.RunAsync("check")).ExitCode);
    }

    [Theory]
    [InlineData("86400")]
    [InlineData("1.00:00:00")]
    public async Task Tokens_have_the_clock_of_a_gateway_that_is_ahead(string ahead)
    {
        await using var gateway = await ScriptedGateway.StartAsync("""{"event":"check_credentials","auth":true}""");
        using var user = new BotsUser(gateway.Options());
        user.Variables["BOTS_AHEAD"] = ahead;

        await user.RunAsync("check");

        var claims = Assert.Single(gateway.Tokens).Split('.')[1];
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(claims)));
        var issued = DateTimeOffset.FromUnixTimeSeconds(json.RootElement.GetProperty("iat").GetInt64());
        Assert.InRange(issued - DateTimeOffset.UtcNow, TimeSpan.FromHours(23), TimeSpan.FromHours(25));
    }
}
