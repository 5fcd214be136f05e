using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>A budget of which the client has used a share.</summary>
public sealed record BudgetWebhook : IWebhookData
{
    /// <summary>Daily or monthly.</summary>
    [Description("`daily` or `monthly`: of the UTC day or month.")]
    public required string Budget { get; init; }

    /// <summary>The threshold, in per cent: 50, 80 or 100.</summary>
    [Description("The threshold that is reached, in per cent: 50, 80 or 100.")]
    public required int Threshold { get; init; }

    /// <summary>How many tokens have been used.</summary>
    [Description("How many tokens have been used.")]
    public required long Used { get; init; }

    /// <summary>How many may be used.</summary>
    [Description("How many tokens may be used.")]
    public required long Limit { get; init; }

    /// <summary>When the budget begins at 0 again.</summary>
    [Description("When the budget begins at 0 again.")]
    public required DateTimeOffset ResetsAt { get; init; }
}
