using System.Net;
using System.Text;
using System.Text.Json;
using BotGateway.Telemetry;
using BotGateway.WebConsole;
using static BotGateway.Tests.WebConsole.OperatorRequests;

namespace BotGateway.Tests.WebConsole;

/// <summary>Who is let see the operators' console, and who is not.</summary>
public sealed class OperatorAccessTests(OperatorGateway shared, TableService tables) : IClassFixture<OperatorGateway>
{
    private const string Bots = "console/data/default/list_bots";

    private readonly Gateway _gateway = shared.Gateway;

    public static TheoryData<string> Malformed =>
    [
        "",
        "!!!",
        Base64("not JSON"),
        Base64("null"),
        Base64("[]"),
        Base64("{}"),
        Base64("""{"auth_typ":"aad","claims":null}"""),
        Base64("""{"auth_typ":"aad","claims":{"typ":"roles","val":"Operator"}}"""),
        Base64("""{"auth_typ":"aad","claims":["roles",1]}"""),
        Base64("""{"auth_typ":"aad","claims":[null,{"typ":"roles","val":"Operator"}]}"""),
        Base64("""{"auth_typ":"aad","auth_typ":"aad","claims":[{"typ":"oid","val":"o"},{"typ":"roles","val":"Operator"}]}"""),
        Principal("aad", ("roles", "Operator")),
        Principal("aad", ("oid", " "), ("roles", "Operator")),
        Principal("aad", ("oid", "one"), ("oid", "other"), ("roles", "Operator")),
        Principal("github", ("oid", "o"), ("roles", "Operator")),
        Principal("o", "Operator")[..^7],
        Principal("o", "Operator") + ", " + Principal("o", "Operator"),
        """{"auth_typ":"aad","claims":[{"typ":"oid","val":"o"},{"typ":"roles","val":"Operator"}]}""",
    ];

    [Theory]
    [InlineData(null, "True")]
    [InlineData("false", "True")]
    [InlineData("true", null)]
    [InlineData("true", "False")]
    [InlineData("true", "1")]
    public async Task It_is_not_there_unless_it_is_on_and_App_Service_authenticates_so_a_header_cannot_be_forged(string? enabled, string? authentication)
    {
        await using var gateway = await new GatewayBuilder(tables).WithLog()
            .WithSetting("Console:Enabled", enabled).WithSetting(ConsoleAccess.AuthenticationSetting, authentication).StartAsync();

        foreach (var path in new[] { "console", Bots, Bots })
            Assert.Equal((404, ""), await gateway.ReadAsync(path, Principal("o", "Operator")));

        Assert.Equal(enabled == "true" ? 1 : 0, gateway.Log.Lines.Count(line => line.Text.Contains("App Service authentication is off", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_stranger_is_sent_to_the_sign_in_by_the_page_and_gets_a_401_for_all_else()
    {
        using var page = await _gateway.SendAsync("console", principal: null);

        Assert.Equal((HttpStatusCode.Found, "/.auth/login/aad?post_login_redirect_uri=%2Fconsole"), (page.StatusCode, page.Headers.Location?.OriginalString));
        foreach (var path in new[] { "console/main.mjs", "console/session.json", "console/nothing", Bots, "console/data/nobody/list_bots" })
            Assert.Equal((401, """{"status":401,"message":"unauthorized"}"""), await _gateway.ReadAsync(path, principal: null));
    }

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task A_principal_that_cannot_be_read_is_none(string header)
    {
        Assert.Equal(401, (await _gateway.ReadAsync(Bots, header)).Status);
        // The sign-in would lead back to here, and so on.
        var (status, text) = await _gateway.ReadAsync("console", header);
        Assert.Equal((403, "You are not signed in with exactly one account of Microsoft Entra; /.auth/logout signs you out."), (status, JsonElement.Parse(text).GetProperty("message").GetString()));
    }

    [Fact]
    public async Task Two_principals_are_none()
    {
        using var answer = await _gateway.SendAsync(Bots, Principal("o", "Operator"), headers: (ConsolePrincipal.Header, Principal("other", "Operator")));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData()]
    [InlineData("operator")]
    [InlineData("Operators", "client:default", "Client")]
    public async Task Without_a_role_there_is_nothing(params string[] roles)
    {
        foreach (var path in new[] { "console", "console/main.mjs", "console/session.json", Bots })
            Assert.Equal(403, (await _gateway.ReadAsync(path, Principal("o", roles))).Status);
    }

    [Theory]
    [InlineData("console/session.json", "Forbidden")]
    [InlineData("console/nothing", "NotFound", "Operator")]
    [InlineData("console/data/default/list_bots", "NotFound", "Client:acme")]
    public async Task The_log_says_who_was_refused(string path, string kind, params string[] roles)
    {
        using var answer = await _gateway.SendAsync(path, Principal("curious", roles));

        var line = _gateway.Log.Of(Assert.Single(answer.Headers.GetValues("x-request-id")));
        Assert.Equal(("curious", kind), (line.Values["Operator"], $"{line.Values["Kind"]}"));
    }

    [Fact]
    public void LocalHosts_own_console_is_told_of_nothing_where_it_is_not_served()
    {
        Assert.Empty(_gateway.Service<IEnumerable<IRequestObserver>>());
    }

    [Fact]
    public async Task A_role_under_another_claim_is_none()
    {
        Assert.Equal(403, (await _gateway.ReadAsync(Bots, Principal("aad", ("oid", "o"), ("name", "Operator"), ("groups", "Operator")))).Status);
    }

    [Theory]
    [InlineData("roles", "oid")]
    [InlineData("http://schemas.microsoft.com/ws/2008/06/identity/claims/role", "http://schemas.microsoft.com/identity/claims/objectidentifier")]
    public async Task Roles_count_by_either_of_their_names(string role, string id)
    {
        Assert.Equal(200, (await _gateway.ReadAsync(Bots, Principal("aad", (id, "o"), (role, "Operator")))).Status);
    }

    [Fact]
    public async Task An_operator_reads_all_clients_and_others_those_of_their_roles()
    {
        Assert.Equal(["acme", "default"], await ClientsAsync("Operator"));
        Assert.Equal(["acme"], await ClientsAsync("Client:acme"));
        Assert.Equal(["acme", "default"], await ClientsAsync("Client:acme", "Client:default", "Client:gone"));
        Assert.Equal(200, (await _gateway.ReadAsync("console/data/acme/list_bots", Principal("o", "Client:acme"))).Status);
    }

    [Fact]
    public async Task Another_client_looks_like_one_that_does_not_exist()
    {
        var principal = Principal("o", "Client:acme");
        var answers = new List<string>();
        foreach (var client in new[] { "default", "nobody", "ACME", "acme%20", "Client:acme" })
        {
            var (status, text) = await _gateway.ReadAsync($"console/data/{client}/list_bots", principal);
            Assert.Equal(404, status);
            answers.Add(JsonElement.Parse(text).GetProperty("message").GetString()!);
        }

        Assert.Single(answers.Distinct());
        Assert.Equal(404, (await _gateway.ReadAsync("console/data/nobody/list_bots", Principal("o", "Operator"))).Status);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("HEAD")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    public async Task There_is_nothing_for_another_method(string method)
    {
        foreach (var path in new[] { "console", "console/session.json", Bots })
        {
            using var answer = await _gateway.SendAsync(path, Principal("o", "Operator"), method);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("cross-site", 403)]
    [InlineData("same-site", 403)]
    [InlineData("none", 403)]
    [InlineData("same-origin", 200)]
    public async Task What_the_cookie_opens_is_for_the_page_itself(string site, int expected)
    {
        foreach (var path in new[] { "console/session.json", Bots })
        {
            using var answer = await _gateway.SendAsync(path, Principal("o", "Operator"), headers: ("Sec-Fetch-Site", site));
            Assert.Equal(expected, (int)answer.StatusCode);
        }
    }

    private async Task<IEnumerable<string?>> ClientsAsync(params string[] roles)
    {
        var (status, text) = await _gateway.ReadAsync("console/session.json", Principal("o", roles));
        Assert.Equal(200, status);
        return [.. JsonElement.Parse(text).GetProperty("clients").EnumerateArray().Select(client => client.GetString())];
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
