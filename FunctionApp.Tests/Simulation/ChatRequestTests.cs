using System.Net;
using System.Text;

namespace BotGateway.Tests.Simulation;

public sealed class ChatRequestTests : IDisposable
{
    private const string Messages = "\"messages\":[{\"role\":\"user\",\"content\":\"Hola\"}]";

    private readonly OpenAIFixture _openAI = new();

    [Theory]
    [InlineData("{}", "messages", "missing_required_parameter")]
    [InlineData("""{"messages":{}}""", "messages", "invalid_type")]
    [InlineData("""{"messages":[]}""", "messages", "empty_array")]
    [InlineData("""{"messages":["Hola"]}""", "messages[0]", "invalid_type")]
    [InlineData("""{"messages":[{"content":"Hola"}]}""", "messages[0].role", "missing_required_parameter")]
    [InlineData("""{"messages":[{"role":"user","content":"Hola"},{"role":"bot","content":"Hola"}]}""", "messages[1].role", "invalid_value")]
    [InlineData("""{"messages":[{"role":"user","content":null}]}""", "messages[0].content", null)]
    [InlineData("""{"messages":[{"role":"user","content":7}]}""", "messages[0].content", "invalid_type")]
    [InlineData("""{"messages":[{"role":"system","name":"Ana María","content":"x"}]}""", "messages[0].name", "invalid_value")]
    [InlineData("{" + Messages + ",\"temperature\":2.1}", "temperature", "decimal_above_max_value")]
    [InlineData("{" + Messages + ",\"temperature\":-1}", "temperature", "decimal_below_min_value")]
    [InlineData("{" + Messages + ",\"temperature\":\"hot\"}", "temperature", "invalid_type")]
    [InlineData("{" + Messages + ",\"max_completion_tokens\":0}", "max_completion_tokens", "integer_below_min_value")]
    [InlineData("{" + Messages + ",\"max_completion_tokens\":1.5}", "max_completion_tokens", "invalid_type")]
    [InlineData("{" + Messages + ",\"max_completion_tokens\":1,\"max_tokens\":1}", "max_tokens", "invalid_parameter_combination")]
    [InlineData("{" + Messages + ",\"stream\":true}", "stream", "unsupported_value")]
    [InlineData("{", null, null)]
    public async Task A_wrong_body_is_a_400_that_names_the_parameter(string body, string? parameter, string? code) =>
        await AssertUnauthorized("gpt-4.1-mini", body, parameter, code);

    [Theory]
    [InlineData("\"max_tokens\":10", "max_tokens", "unsupported_parameter")]
    [InlineData("\"temperature\":0.8", "temperature", "unsupported_value")]
    public async Task A_reasoning_model_refuses(string parameter, string name, string code) =>
        await AssertUnauthorized("gpt-5-mini", $"{{{Messages},{parameter}}}", name, code);

    [Theory]
    [InlineData("gpt-5-mini", "\"temperature\":1,\"max_completion_tokens\":100")]
    [InlineData("gpt-4.1-mini", "\"temperature\":0.8,\"max_tokens\":100")]
    public async Task A_model_takes_what_it_supports(string model, string parameters)
    {
        using var response = await Send(model, $"{{{Messages},{parameters}}}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    public void Dispose() => _openAI.Dispose();

    private async Task AssertUnauthorized(string model, string body, string? parameter, string? code)
    {
        using var response = await Send(model, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = await OpenAIFixture.Error(response);
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
        Assert.Equal((parameter, code), (error.GetProperty("param").GetString(), error.GetProperty("code").GetString()));
    }

    private Task<HttpResponseMessage> Send(string model, string body) => _openAI.Send(
        HttpMethod.Post,
        OpenAIFixture.Path(azure: true, $"deployments/{model}/chat/completions"),
        new StringContent(body, Encoding.UTF8, "application/json"));
}
