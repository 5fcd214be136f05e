namespace BotGateway.LocalHost.OpenAI;

/// <summary>The models that are there without training; on Azure each has a deployment of its name.</summary>
/// <param name="Name">The name without a date.</param>
/// <param name="Snapshot">The name with one, which answers and trained models carry.</param>
/// <param name="FineTunable">Whether a job may train it.</param>
internal sealed record BaseModel(string Name, string Snapshot, bool FineTunable);

internal static class BaseModels
{
    // Dates as in the service's own list of models.
    public static readonly IReadOnlyList<BaseModel> All =
    [
        new("gpt-4.1-mini", "gpt-4.1-mini-2025-04-14", FineTunable: true),
        new("gpt-4o-mini", "gpt-4o-mini-2024-07-18", FineTunable: true),
        new("gpt-5-mini", "gpt-5-mini-2025-08-07", FineTunable: false),
    ];

    public static BaseModel? Find(string name) => All.FirstOrDefault(model => model.Name == name || model.Snapshot == name);
}
