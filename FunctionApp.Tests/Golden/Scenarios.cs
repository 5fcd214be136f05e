namespace BotGateway.Tests.Golden;

/// <summary>All that is recorded.</summary>
internal static class Scenarios
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        .. EnvelopeScenarios.All,
        .. TokenScenarios.All,
        .. TrainScenarios.All,
        .. DatasetScenarios.All,
        .. JobScenarios.All,
        .. BotScenarios.All,
        .. RoutineScenarios.All,
        .. FailureScenarios.All,
        .. HealthScenarios.All,
        .. RowScenarios.All,
    ];
}
