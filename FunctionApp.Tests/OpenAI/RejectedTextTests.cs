using BotGateway.Http;

namespace BotGateway.Tests.OpenAI;

/// <summary>What the service refuses for the client's text is the client's 400, with the service's code, and would be refused again.</summary>
public sealed class RejectedTextTests
{
    [Theory]
    [InlineData("invalid_prompt")]
    [InlineData("cyber_policy")]
    [InlineData("context_length_exceeded")]
    [InlineData("string_above_max_length")]
    [InlineData("invalid_image_format")]
    [InlineData("unsupported_content")]
    [InlineData("Context_Length_Exceeded")]
    public async Task Its_code_says_so(string code)
    {
        var problem = await FailAsync(400, $$$"""{"error":{"message":"No.","type":"invalid_request_error","param":null,"code":"{{{code}}}"}}""");

        Assert.Equal((ErrorKind.Invalid, $"The model service rejects this text ({code}): No.", true), (problem.Kind, problem.Message, problem.IsFinal));
    }

    [Theory]
    [InlineData("""{"code":"content_filter","innererror":{"code":"ResponsibleAIPolicyViolation"}}""", "content_filter")]
    [InlineData("""{"code":null,"innererror":{"code":"ResponsibleAIPolicyViolation"}}""", "ResponsibleAIPolicyViolation")]
    [InlineData("""{"code":"BadRequest","innererror":{"code":"ResponsibleAIPolicyViolation"}}""", "ResponsibleAIPolicyViolation")]
    [InlineData("""{"code":"responsible_ai_policy_violation"}""", "responsible_ai_policy_violation")]
    [InlineData("""{"type":"content_filter","code":null}""", "content_filter")]
    [InlineData("""{"code":"content_policy_violation"}""", "content_policy_violation")]
    public async Task The_content_filters_code_is_found_wherever_it_stands(string error, string code)
    {
        var problem = await FailAsync(400, $$"""{"error":{{error}} }""");

        Assert.Equal((ErrorKind.Invalid, $"The model service's content filter rejects this text ({code}).", true), (problem.Kind, problem.Message, problem.IsFinal));
    }

    [Theory]
    [InlineData(400, """{"error":{"param":"messages","code":null,"message":"No."}}""", "The model service rejects this text: No.")]
    [InlineData(400, """{"error":{"param":"messages[2].content","code":"invalid_value"}}""", "The model service rejects this text (invalid_value).")]
    [InlineData(
        400,
        """{"error":{"message":"This model's maximum context length is 8 tokens."}}""",
        "The model service rejects this text: This model's maximum context length is 8 tokens.")]
    [InlineData(
        400,
        """{"object":"error","message":"This model's maximum context length is 8 tokens.","type":"BadRequestError","param":null,"code":400}""",
        "The model service rejects this text (BadRequestError): This model's maximum context length is 8 tokens.")]
    [InlineData(400, """{"error":{"code":"invalid_file_format","message":"No."}}""", "The model service rejects this text (invalid_file_format): No.")]
    [InlineData(413, "<html>", "The model service rejects this text.")]
    [InlineData(422, """{"error":{"code":"context_length_exceeded"}}""", "The model service rejects this text (context_length_exceeded).")]
    [InlineData(403, """{"error":{"code":"invalid_prompt","message":"No."}}""", "The model service rejects this text (invalid_prompt).")]
    public async Task So_do_its_parameter_and_its_status(int status, string body, string message)
    {
        var problem = await FailAsync(status, body);

        Assert.Equal((ErrorKind.Invalid, message, true), (problem.Kind, problem.Message, problem.IsFinal));
    }

    [Theory]
    [InlineData("""{"code":"BadRequest","message":"Model {modelName} is enabled only for api versions 2024-12-01-preview and later"}""")]
    [InlineData("""{"code":"unsupported_parameter","param":"max_completion_tokens"}""")]
    [InlineData("""{"code":"invalid_value","param":"max_completion_tokens"}""")]
    [InlineData("""{"code":"unsupported_value","param":"messages[0].role"}""")]
    [InlineData("""{"code":"OperationNotSupported"}""")]
    [InlineData("""{"code":"invalid_api_version"}""")]
    [InlineData("""{}""")]
    public async Task A_400_on_what_the_gateway_sends_of_its_own_is_a_502(string error)
    {
        var problem = await FailAsync(400, $$"""{"error":{{error}} }""");

        Assert.Equal((ErrorKind.Upstream, false), (problem.Kind, problem.IsFinal));
    }

    private static async Task<GatewayException> FailAsync(int status, string body)
    {
        var problem = await Operations.FailAsync("azure", "chat", ScriptedService.Json(status, body), sent: 1);
        Assert.Equal(problem.Message, (await Operations.FailAsync("openai", "chat", ScriptedService.Json(status, body), sent: 1)).Message);
        return problem;
    }
}
