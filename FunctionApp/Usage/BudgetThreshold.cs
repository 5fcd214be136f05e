namespace BotGateway.Usage;

/// <summary>A client has used a share of a budget.</summary>
/// <param name="Budget"><see cref="Budget.Daily"/> or <see cref="Budget.Monthly"/>.</param>
internal sealed record BudgetThreshold(string Budget, int Percent, long Used, long Limit, DateTimeOffset ResetsAt);
