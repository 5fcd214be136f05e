using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>How much of a budget is used.</summary>
public sealed record BudgetState
{
    /// <summary>Daily or monthly.</summary>
    [Description("`daily` or `monthly`: of the UTC day or month.")]
    public required string Budget { get; init; }

    /// <summary>How many tokens messages and runs may use.</summary>
    [Description("How many tokens (prompt and completion) messages and runs may use.")]
    public required long Limit { get; init; }

    /// <summary>How many they have used.</summary>
    [Description("How many they have used.")]
    public required long Used { get; init; }

    /// <summary>When it begins at 0 again.</summary>
    [Description("When it begins at 0 again.")]
    public required DateTimeOffset ResetsAt { get; init; }
}
