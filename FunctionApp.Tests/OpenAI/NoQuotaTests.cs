using BotGateway.Http;
namespace BotGateway.Tests.OpenAI;

public sealed class NoQuotaTests
{
    [Theory]
    [InlineData(429, """{"code":"insufficient_quota","type":"insufficient_quota"}""", "insufficient_quota")]
    [InlineData(429, """{"code":null,"type":"insufficient_quota"}""", "insufficient_quota")]
    [InlineData(429, """{"code":"billing_not_active"}""", "billing_not_active")]
    [InlineData(429, """{"code":"rate_limit_exceeded","type":"credit_balance_exhausted"}""", "credit_balance_exhausted")]
    [InlineData(400, """{"code":"billing_hard_limit_reached"}""", "billing_hard_limit_reached")]
    [InlineData(403, """{"code":"account_deactivated"}""", "account_deactivated")]
    public async Task An_account_without_quota_is_the_gateways_fault_and_no_matter_of_waiting(int status, string error, string code)
    {
        foreach (var operation in Operations.All.Keys)
        {
            var answer = ScriptedService.Json(status, $$"""{"error":{{error}} }""", ("Retry-After", "1"));

            var problem = await Operations.FailAsync("openai", operation, answer, sent: 1);

            Assert.Equal(
                (ErrorKind.Internal, $"The account of the gateway at the model service has no quota left ({code}).", null, true),
                (problem.Kind, problem.Message, problem.RetryAfter, problem.IsFinal));
        }
    }
}
