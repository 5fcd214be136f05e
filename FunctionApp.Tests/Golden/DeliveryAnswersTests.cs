namespace BotGateway.Tests.Golden;

/// <summary>The event bot_routine: where answers go, and runs without history.</summary>
public sealed class DeliveryAnswersTests(TableService tables)
{
    internal static IReadOnlyList<Scenario> All { get; } =
    [
        Scenario.Of("routine-delivery", DeliverAsync, new()
        {
            ["Clients:0:WebhookUrl"] = "https://example.com/webhooks",
            ["Clients:0:WebhookSecret"] = Gateway.WebhookSecret,
        }),
    ];

    [Fact]
    public Task Every_answer_is_what_it_was() => Assert.Single(All).AssertUnchangedAsync(tables);

    private static async Task DeliverAsync(Recording recording, Gateway jobs)
    {
        var ids = await recording.NewBotAsync();
        string[] fields =
        [
            "\"deliver\":\"webhook\",\"fresh_thread\":true", "\"deliver\":\"webhook\"", "\"fresh_thread\":true", "\"deliver\":\"thread\",\"fresh_thread\":false",
            "\"deliver\":null,\"fresh_thread\":null",
        ];
        var routine = "";
        foreach (var delivery in fields.Reverse())
        {
            routine = (await recording.CallAsync($$"""{"event_name":"bot_routine",{{ids}},"message":"Resumen del día","schedule":"0 8 * * *",{{delivery}}}"""))["routine_id"]!;
            await ActAsync(recording, "get", routine);
        }

        foreach (var action in new[] { "pause", "resume", "run", "get" })
            await ActAsync(recording, action, routine);
        await recording.CallAsync("""{"event_name":"bot_routine","action":"list"}""");
    }

    private static Task<Answer> ActAsync(Recording recording, string action, string routine) =>
        recording.CallAsync($$"""{"event_name":"bot_routine","action":"{{action}}","routine_id":"{{routine}}"}""");
}
