using BotGateway.Contracts;

namespace BotGateway.FineTuning;

internal static class TrainingMethodNames
{
    public static string ToName(this TrainingMethod method) => method == TrainingMethod.Dpo ? TrainingMethods.Dpo : TrainingMethods.Supervised;

    /// <summary>Reads a field that the contract has checked; without it, examples are for supervised training.</summary>
    public static TrainingMethod Read(string? name) => name is not null && TryRead(name, out var method) ? method : TrainingMethod.Supervised;

    public static bool TryRead(string name, out TrainingMethod method)
    {
        method = name == TrainingMethods.Dpo ? TrainingMethod.Dpo : TrainingMethod.Supervised;
        return name == method.ToName();
    }
}
