
namespace BotGateway.Tests.Gateways;

internal static class AssertAnswer
{
    /// <summary>A kind, an underscore, and a UUID version 7 in 32 lower-case hex digits.</summary>
    public static void IsId(string kind, string? id)
    {
        Assert.Matches($@"\A{kind}_[0-9a-f]{{32}}\z", id);
        var uuid = Guid.ParseExact(id![(kind.Length + 1)..], "N");
        Assert.Equal(7, uuid.Version);
        Assert.InRange(uuid.Variant, 8, 11);
    }

    public static void AssertBadRequest(this Answer answer, string field) => answer.AssertProblem(400, $"'{field}'");

    public static void AssertProblem(this Answer answer, int status, string part)
    {
        Assert.True(answer.Status == status, answer.Text);
        Assert.Equal(["status", "message", "request_id"], answer.Json.EnumerateObject().Select(field => field.Name));
        Assert.Equal(status, answer.Json.GetProperty("status").GetInt32());
        Assert.Contains(part, answer["message"]);
        Assert.Equal(answer.RequestId, answer["request_id"]);
    }
}
