using System.Security.Cryptography;
using System.Text.Json.Nodes;
using BotGateway.LocalHost.Client;

namespace BotGateway.Tests.Golden;

/// <summary>Callers that are not who they say: each the same 401.</summary>
public sealed class TokenAnswersTests(TableService tables)
{
    internal static IReadOnlyList<Scenario> All { get; } =
    [
        new("unauthorized", SendEncryptedAsync),
        new("unauthorized-jwt", SendSignedAsync),
        Scenario.Of("too-many-requests",
            async (recording, _) => await recording.CallAllAsync(Enumerable.Repeat("""{"event_name":"check_credentials"}""", 2)),
            new() { ["Auth:RequestsPerSecond"] = "1", ["Auth:RequestBurst"] = "1" }),
    ];

    public static TheoryData<string> Names => [.. All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Every_answer_is_what_it_was(string name) => All.Single(scenario => scenario.Name == name).AssertUnchangedAsync(tables);

    private static async Task<string> SendEncryptedAsync(TableService tables)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithLog().WithSettings(new()
        {
            ["Clients:1:RequireBodyHash"] = "true",
            ["Clients:2:Id"] = "keyless",
            ["Clients:2:Credentials"] = GatewayCredentials.Derive("u", "p"),
        }).StartAsync();
        var recording = new Recording(gateway);
        foreach (var text in new[] { """{"body":{}}""", "{}", """{"payload":null,"body":{}}""", """{"payload":{},"body":{}}""" })
            await recording.SendTextAsync(text);

        var right = gateway.Token();
        var now = gateway.Clock.GetUtcNow();
        var first = right.Encrypt();
        await recording.SendTextAsync(first.Text.Replace("\"token\":\"", "\"token\":\" ", StringComparison.Ordinal), "a blank before the token");
        await recording.SendTextAsync(first.Text, "all is right");
        await recording.SendTextAsync(first.Text, "the same request again");
        (string Shown, TokenSpec Order)[] wrong =
        [
            ("a client that is not in the settings", right with { KeyId = "nobody" }),
            ("a client without a key", right with { KeyId = "keyless" }),
            ("another client's signature", right with { KeyId = Gateway.Acme }),
            ("a signature over another hash", right with { SignatureHash = HashAlgorithmName.SHA1 }),
            ("OAEP with another hash", right with { Oaep = RSAEncryptionPadding.OaepSHA1 }),
            ("claims that are no object", right with { RawClaims = "[]" }),
            ("a token that has expired", right with { Claims = new JsonObject { ["expirationTime"] = now.AddMinutes(-1).ToUnixTimeMilliseconds() } }),
            ("a token that expires in an hour", right with { Claims = new JsonObject { ["expirationTime"] = now.AddHours(1).ToUnixTimeMilliseconds() } }),
            ("another PASS", right with { Pass = "other" }),
            ("another body's hash", right with { Claims = new JsonObject { ["body_sha256"] = "x" } }),
            ("no body's hash, of a client that must send it", gateway.Token(Gateway.Acme)),
        ];
        foreach (var (shown, order) in wrong)
            await recording.SendTextAsync(order.Encrypt().Text, shown);
        return recording.ToString();
    }

    private static async Task<string> SendSignedAsync(TableService tables)
    {
        await using var gateway = await new GatewayBuilder(tables).WithClock().WithCurveClient().StartAsync();
        var recording = new Recording(gateway);
        var now = gateway.Clock.GetUtcNow().ToUnixTimeSeconds();

        await SendAsync("all is right", _ => { });
        var used = gateway.Jwt().Claims["jti"]!.ToString();
        await SendAsync("a jti", jwt => jwt.Claims["jti"] = used);
        await SendAsync("the same jti again", jwt => jwt.Claims["jti"] = used);
        await SendAsync("key_id names another client than kid", jwt => jwt.KeyId = Gateway.Acme);
        await SendAsync("a client that is not in the settings", jwt => jwt.Header["kid"] = "nobody");
        await SendAsync("another client's signature", jwt => jwt.Header["kid"] = Gateway.Acme);
        await SendAsync("another algorithm", jwt => jwt.Header["alg"] = "none");
        await SendAsync("claims without exp", jwt => jwt.Claims.Remove("exp"));
        await SendAsync("a token that has expired", jwt => (jwt.Claims["iat"], jwt.Claims["exp"]) = (now - 100, now - 50));
        await SendAsync("a token that is not valid yet", jwt => jwt.Claims["iat"] = now + 30);
        await SendAsync("a token that lives for 301 s", jwt => jwt.Claims["exp"] = now + 301);
        await SendAsync("a token for another gateway", jwt => jwt.Claims["aud"] = "other");
        await SendAsync("another body's hash", jwt => jwt.Claims["body_sha256"] = "x");
        return recording.ToString();

        Task SendAsync(string shown, Action<Jwt> change)
        {
            var jwt = gateway.Jwt();
            change(jwt);
            var payload = new JsonObject { ["token"] = jwt.ToString() };
            if (jwt.KeyId is not null)
                payload["key_id"] = jwt.KeyId;
            return recording.SendTextAsync($$"""{"payload":{{payload.ToJsonString()}},"body":{{Jwt.Body}}}""", shown);
        }
    }
}
