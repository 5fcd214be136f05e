using System.Text.Json;
using BotGateway.LocalHost.Client;
using CsCheck;

namespace BotGateway.Tests.Authentication;

/// <summary>Whichever character of a token, a signature or a bound body is changed, into whatever other, nobody is let in.</summary>
public sealed class ChangedCharacterTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    private const string Body = """{"event_name":"check_credentials","texto":"¡Ñandú!","n":[1.50,{"a":null}]}""";

    // Characters of either base64 alphabet most of all: others are refused for their form.
    private static readonly Gen<char> Characters = Gen.Frequency(
        (6, Gen.Char["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_="]),
        (2, Gen.Char[' ', '~']),
        (1, Gen.Char['\u00a0', '\ud7ff']));

    [Theory]
    [InlineData("token")]
    [InlineData("signature")]
    [InlineData("body")]
    public async Task Of_a_encrypted_request(string part)
    {
        var request = (_gateway.Token() with { Body = Body, BindsBody = true }).Encrypt();
        var parts = new Dictionary<string, string> { ["token"] = request.Token, ["signature"] = request.Signature, ["body"] = Body };

        await CheckAsync(parts, part);
    }

    [Theory]
    [InlineData("token")]
    [InlineData("body")]
    public async Task Of_a_signed_request(string part)
    {
        var parts = new Dictionary<string, string> { ["token"] = _gateway.Jwt(body: Body).ToString(), ["body"] = Body };

        await CheckAsync(parts, part);
    }

    private async Task CheckAsync(Dictionary<string, string> parts, string part)
    {
        var original = parts[part];
        // A signature may be in either alphabet (the other spelling of the same bytes is the same signature); a token may not, as the signature is over its text.
        char Digit(char character) => part == "signature" ? Base64Digit(character) : character;
        var changes = Gen.Select(Gen.Int[0, original.Length - 1], Characters)
            .Where((position, character) => Digit(original[position]) != Digit(character));

        await changes.SampleAsync(
            async (position, character) =>
            {
                var changed = $"{original[..position]}{character}{original[(position + 1)..]}";
                var answer = await SendAsync(new Dictionary<string, string>(parts) { [part] = changed });
                // A changed body may be JSON no more, which is a 400 to whoever sends it.
                return answer.Status == 401 || (part == "body" && answer.Status == 400);
            },
            iter: 400,
            threads: 2);

        Expected.Authenticated(await SendAsync(parts));
    }

    private static char Base64Digit(char character) => character switch
    {
        '-' => '+',
        '_' => '/',
        _ => character,
    };

    private Task<GatewayAnswer> SendAsync(Dictionary<string, string> parts)
    {
        var payload = JsonSerializer.Serialize(parts.Where(part => part.Key != "body").ToDictionary());
        return _gateway.SendAsync($$"""{"payload":{{payload}},"body":{{parts["body"]}}}""");
    }
}
