using System.Text;
using BotGateway.LocalHost.Client;

namespace BotGateway.Tests.Http;

public sealed class ContentTypeTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON;charset=\"UTF-8\"")]
    [InlineData("application/problem+json")]
    [InlineData("image/svg+json")]
    [InlineData("application/json;")]
    [InlineData("application/json ; ; charset=utf-8 ;")]
    [InlineData("application/json;\tCHARSET=UTF-8")]
    [InlineData("application/json;charset=\"utf\\-8\"")]
    [InlineData("application/json; x=\"a, b; charset=latin1 \\\"\"; charset=utf-8")]
    [InlineData("application/json; x=\"\"")]
    [InlineData("application/json, application/json;charset=utf-8")]
    [InlineData(null)] // The old service never looked at it.
    public async Task JSON_is_taken_under_its_names(string? contentType)
    {
        var answer = await PostAsync(contentType);

        Expected.Authenticated(answer);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/jsonx")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=\"utf-8")]
    [InlineData("application/json; charset=\"utf-8\\\"")]
    [InlineData("application/json; charset=\"utf-8\"x")]
    [InlineData("application/json; charset=utf-8; charset=utf-16")]
    [InlineData("application/json; charset=")]
    [InlineData("application/json; charset = utf-8")]
    [InlineData("application/json; x")]
    [InlineData("application/json charset=utf-8")]
    [InlineData("application/json,")]
    [InlineData("application / json")]
    [InlineData("/json")]
    [InlineData("application/json, text/plain")]
    [InlineData("json")]
    [InlineData("")]
    public async Task Anything_else_is_a_415(string contentType)
    {
        var answer = await PostAsync(contentType);

        Assert.Equal("The request must be JSON: send 'Content-Type: application/json' (UTF-8).", Expected.Problem(415, answer));
    }

    [Theory]
    [InlineData("application/json", "application/json", 200)]
    [InlineData("application/json", "text/plain", 415)]
    public async Task A_field_that_comes_twice_must_be_JSON_twice(string first, string second, int status)
    {
        var request = _gateway.Token().Encrypt();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Text));
        content.Headers.TryAddWithoutValidation("Content-Type", [first, second]);

        Assert.Equal(status, (await _gateway.PostAsync(content)).Status);
    }

    private async Task<GatewayAnswer> PostAsync(string? contentType)
    {
        var request = _gateway.Token().Encrypt();
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Text));
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return await _gateway.PostAsync(content);
    }
}
