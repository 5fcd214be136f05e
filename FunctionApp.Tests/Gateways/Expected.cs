using System.Text.Json;
using BotGateway.LocalHost.Client;

namespace BotGateway.Tests.Gateways;

/// <summary>The answers that many tests expect.</summary>
internal static class Expected
{
    // Many tests send fields that the event does not have: the answer lists them.
    public static void Authenticated(GatewayAnswer answer)
    {
        Assert.Equal(200, answer.Status);
        Assert.Matches("""^\{"status":200,"event":"check_credentials","auth":true(,"ignored":\[.+\])?\}$""", answer.Body);
    }

    public static void Unauthorized(GatewayAnswer answer)
    {
        Assert.Equal((401, """{"status":401,"message":"unauthorized"}"""), (answer.Status, answer.Body));
        Assert.True(Guid.TryParse(answer.RequestId, out _));
    }

    public static string Problem(int status, GatewayAnswer answer)
    {
        Assert.True(answer.Status == status, answer.Body);
        var body = JsonElement.Parse(answer.Body);
        Assert.Equal(["status", "message", "request_id"], body.EnumerateObject().Select(field => field.Name));
        Assert.Equal(status, body.GetProperty("status").GetInt32());
        Assert.True(Guid.TryParse(answer.RequestId, out _));
        Assert.Equal(answer.RequestId, body.GetProperty("request_id").GetString());
        Assert.DoesNotContain("   at ", answer.Body, StringComparison.Ordinal);
        return body.GetProperty("message").GetString()!;
    }

    public static void AssertProblem(this Answer answer, int status, string part) =>
        Assert.Contains(part, Problem(status, new GatewayAnswer(answer.Status, answer.Text, answer.RequestId)), StringComparison.Ordinal);

    public static void AssertBadRequest(this Answer answer, string field) => answer.AssertProblem(400, $"'{field}'");

    /// <summary>A kind, an underscore, and a UUID version 7 in 32 lower-case hex digits.</summary>
    public static void IsId(string kind, string? id)
    {
        Assert.Matches($@"\A{kind}_[0-9a-f]{{32}}\z", id);
        var uuid = Guid.ParseExact(id![(kind.Length + 1)..], "N");
        Assert.Equal(7, uuid.Version);
        Assert.InRange(uuid.Variant, 8, 11);
    }
}
