using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.Tests.Golden;

/// <summary>GET /health.</summary>
public sealed class HealthAnswersTests(TableService tables)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(30);

    internal static IReadOnlyList<Scenario> All { get; } =
    [
        Scenario.Of("health", AskAsync),
        Scenario.Of("health-models", (recording, _) => GetAsync(recording), new() { ["OpenAI:BaseModels"] = "gpt-4.1-mini,missing,gone" }),
    ];

    public static TheoryData<string> Names => [.. All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public Task Every_answer_is_what_it_was(string name) => All.Single(scenario => scenario.Name == name).AssertUnchangedAsync(tables);

    private static Task<string> GetAsync(Recording recording) => recording.SendAsync(new HttpRequestMessage(HttpMethod.Get, "health"), "");

    private static async Task AskAsync(Recording recording, Gateway jobs)
    {
        await GetAsync(recording);
        recording.Note("The timer ticks.");
        await jobs.TickAfterAsync(Remembered);
        await GetAsync(recording);
        recording.Note("Vault, model service and Table service fail.");
        jobs.Clock.Advance(Remembered);
        jobs.Vault.Faults.Next("get-key", Fault.Status(403));
        jobs.Models.Faults.Next("models", Fault.Status(403));
        await GetAsync(recording);
        jobs.Clock.Advance(Remembered);
        jobs.Tables.Decide = _ => Fate.Refused;
        await GetAsync(recording);
        recording.Note("The Table service answers again, but the timer has not ticked for 10 minutes.");
        jobs.Tables.Decide = _ => Fate.Served;
        jobs.Clock.Advance(TimeSpan.FromMinutes(10));
        await GetAsync(recording);
    }
}
