using System.Net.Sockets;
using BotGateway.Http;

namespace BotGateway.Tests.OpenAI;

/// <summary>What the model service's failures become, on both services.</summary>
public sealed class FailureTests
{
    [Theory]
    [MemberData(nameof(Operations.OnBothServices), MemberType = typeof(Operations))]
    public async Task Too_much_to_do_stays_a_429_and_is_not_sent_again(string provider, string operation)
    {
        var problem = await Operations.FailAsync(provider, operation, ScriptedService.Json(429, "{}", ("Retry-After", "7")), sent: 1);

        Assert.Equal((ErrorKind.Throttled, TimeSpan.FromSeconds(7)), (problem.Kind, problem.RetryAfter));
    }

    [Theory]
    [MemberData(nameof(Operations.OnBothServices), MemberType = typeof(Operations))]
    public async Task Refused_credentials_are_the_gateways_fault_a_500(string provider, string operation)
    {
        foreach (var status in new[] { 401, 403 })
        {
            var problem = await Operations.FailAsync(provider, operation, ScriptedService.Error(status), sent: 1);

            Assert.Equal((ErrorKind.Internal, "The model service rejects the gateway's credentials."), (problem.Kind, problem.Message));
        }
    }

    [Theory]
    [MemberData(nameof(Operations.OnBothServices), MemberType = typeof(Operations))]
    public async Task A_socket_that_breaks_is_a_502(string provider, string operation)
    {
        var broken = new SocketException((int)SocketError.NotConnected);

        var problem = await Operations.FailAsync(provider, operation, ScriptedService.Fails(broken), sent: 1);

        Assert.Equal((ErrorKind.Upstream, "The model service is unavailable."), (problem.Kind, problem.Message));
    }

    [Theory]
    [InlineData("azure", "DeploymentNotFound")]
    [InlineData("openai", "model_not_found")]
    public async Task A_model_that_the_service_does_not_have_is_a_400_that_names_it(string provider, string code)
    {
        var problem = await Operations.FailAsync(provider, "chat", ScriptedService.Error(404, code), sent: 1);

        Assert.Equal((ErrorKind.Gone, "The model service has no model deployed as 'my-model'."), (problem.Kind, problem.Message));
    }

    [Theory]
    [InlineData("azure", 400, "content_filter")]
    [InlineData("openai", 400, "content_policy_violation")]
    public async Task A_text_that_the_content_filter_refuses_is_a_400(string provider, int status, string code)
    {
        var problem = await Operations.FailAsync(provider, "chat", ScriptedService.Error(status, code), sent: 1);

        Assert.Equal((ErrorKind.Invalid, $"The model service's content filter rejects this text ({code})."), (problem.Kind, problem.Message));
    }

    [Theory]
    [InlineData(400, "invalidPayload", "The model service failed with 400 (invalidPayload): Secreto del cliente.")]
    [InlineData(404, null, "The model service failed with 404.")]
    [InlineData(409, "conflict", "The model service failed with 409 (conflict): Secreto del cliente.")]
    public async Task Anything_else_is_a_502_with_the_services_own_words_on_what_was_sent(int status, string? code, string message)
    {
        var problem = await Operations.FailAsync("azure", "chat", ScriptedService.Error(status, code), sent: 1);

        Assert.Equal((ErrorKind.Upstream, message), (problem.Kind, problem.Message));
    }

    [Theory]
    [MemberData(nameof(Operations.OnBothServices), MemberType = typeof(Operations))]
    public async Task What_may_be_logged_of_a_failure_has_nothing_of_what_was_sent_or_said(string provider, string operation)
    {
        var problem = await Operations.FailAsync(provider, operation, ScriptedService.Error(400, "invalidPayload"), sent: 1);

        Assert.Equal("GatewayException ← ClientResultException 400", SafeExceptionSummary.Of(problem));
    }
}
