using System.IO.Compression;
using System.Text;
using BotGateway.LocalHost.Client;

namespace BotGateway.Tests.Http;

public sealed class ContentEncodingTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    private const string Damage =
        "The request is not what its Content-Encoding says: it is damaged, cut off, or followed by something else.";

    public static TheoryData<string> Codings { get; } = ["gzip", "br"];

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task Gzip_and_Brotli_are_decoded_and_the_bodys_hash_is_of_what_they_decode_to(string coding)
    {
        var request = (_gateway.Token() with { BindsBody = true }).Encrypt();

        Expected.Authenticated(await PostAsync(Encode(request.Text, coding), [coding]));
    }

    [Theory]
    [InlineData("x-gzip")]
    [InlineData("GZip")]
    [InlineData("identity, gzip")]
    [InlineData(" , gzip ,")]
    public async Task Gzip_is_known_under_its_names(string field) =>
        Expected.Authenticated(await PostAsync(Encode(Request(), "gzip"), [field]));

    [Theory]
    [InlineData("identity")]
    [InlineData("Identity, identity")]
    [InlineData("")]
    public async Task What_is_not_encoded_may_say_so(string field) =>
        Expected.Authenticated(await PostAsync(Encoding.UTF8.GetBytes(Request()), [field]));

    [Theory]
    [InlineData("deflate")]
    [InlineData("zstd")]
    [InlineData("compress")]
    [InlineData("gzip, br")]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip;q=1")]
    [InlineData("utf-8")]
    public async Task Any_other_coding_is_a_415_that_names_the_field_and_says_which_are_decoded(params string[] fields)
    {
        using var request = Request(Encode(Request(), "gzip"), fields);

        using var response = await _gateway.Http.SendAsync(request, TestContext.Current.CancellationToken);

        var answer = new GatewayAnswer(
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            response.Headers.GetValues("x-request-id").Single());
        Assert.Equal(
            "The request's Content-Encoding must be gzip or br, and no more than one: or send it without.", Expected.Problem(415, answer));
        Assert.Equal(["gzip", "br"], response.Headers.GetValues("Accept-Encoding").SelectMany(value => value.Split(", ")));
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task What_is_damaged_is_a_400(string coding)
    {
        var whole = Encode(Request(), coding);
        byte[] flipped = [.. whole];
        flipped[whole.Length / 2] ^= 0x55;
        byte[][] either = [[.. whole, 0], [.. whole, .. "{}"u8], [.. whole, .. whole[..10]]];
        // Brotli has no checksum: what it makes of these is anything.
        byte[][] ofGzip = [flipped, [0, .. whole], whole[1..], "{}"u8.ToArray()];

        foreach (var body in coding == "gzip" ? [.. either, .. ofGzip] : either)
            Assert.Equal(Damage, Expected.Problem(400, await PostAsync(body, [coding])));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task What_is_cut_off_anywhere_is_a_400(string coding)
    {
        var whole = Encode(Request(), coding);

        // The last 8 bytes of gzip are a check that the text itself does not need.
        foreach (var length in Enumerable.Range(1, 12).Select(i => whole.Length - i).Append(1).Append(whole.Length / 2))
            Assert.Equal(Damage, Expected.Problem(400, await PostAsync(whole[..length], [coding])));
    }

    // RFC 1952, section 2.2. The lengths put the border at the end of what a decoder reads at once, and beside it.
    [Theory]
    [InlineData(100)]
    [InlineData(8191)]
    [InlineData(8192)]
    [InlineData(8193)]
    public async Task Gzip_may_have_several_members(int length)
    {
        var request = Request();
        var first = Encode(request[..^1], "gzip", CompressionLevel.NoCompression);
        // An extra field of the header, of any length.
        first[3] = 4;
        var extra = length - first.Length - 2;
        if (extra < 0)
            extra = 0;
        byte[] longer = [.. first[..10], (byte)extra, (byte)(extra >> 8), .. new byte[extra], .. first[10..]];

        Expected.Authenticated(await PostAsync([.. longer, .. Encode(request[^1..], "gzip")], ["gzip"]));
    }

    private string Request() => _gateway.Token().Encrypt().Text;

    private static byte[] Encode(string text, string coding, CompressionLevel level = CompressionLevel.Optimal)
    {
        var encoded = new MemoryStream();
        using (Stream encoder = coding == "gzip" ? new GZipStream(encoded, level) : new BrotliStream(encoded, level))
            encoder.Write(Encoding.UTF8.GetBytes(text));
        return encoded.ToArray();
    }

    private async Task<GatewayAnswer> PostAsync(byte[] body, string[] fields)
    {
        using var request = Request(body, fields);
        return await _gateway.PostAsync(request.Content!);
    }

    private static HttpRequestMessage Request(byte[] body, string[] fields)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        content.Headers.TryAddWithoutValidation("Content-Encoding", fields);
        return new HttpRequestMessage(HttpMethod.Post, "lambda") { Content = content };
    }
}
