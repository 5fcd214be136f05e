using System.Text;
using BotGateway.LocalHost.Client;
using BotGateway.Tests.Protocol;

namespace BotGateway.Tests.Requests;

public sealed class ContentTypeTests(SealedGateway gateway) : IClassFixture<SealedGateway>
{
    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("Application/JSON;charset=\"UTF-8\"")]
    [InlineData("application/problem+json")]
    [InlineData(null)] // The old service never looked at it.
    public async Task JSON_is_taken_under_its_names(string? contentType)
    {
        var answer = await PostAsync(contentType);

        Expected.LetIn(answer);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/jsonx")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json, text/plain")]
    [InlineData("json")]
    [InlineData("")]
    public async Task Anything_else_is_a_415(string contentType)
    {
        var answer = await PostAsync(contentType);

        Assert.Equal("The request must be JSON: send 'Content-Type: application/json' (UTF-8).", Expected.Problem(415, answer));
    }

    private async Task<GatewayAnswer> PostAsync(string? contentType)
    {
        var request = await gateway.SealAsync(gateway.Order());
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Text));
        if (contentType is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return await gateway.PostAsync(content);
    }
}
