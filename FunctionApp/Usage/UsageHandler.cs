using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events;
using BotGateway.Http;

namespace BotGateway.Usage;

/// <summary>Tells a client what it has used. What this process has not counted yet is counted first.</summary>
internal sealed class UsageHandler(UsageStore store, UsageLedger ledger, DeploymentHours hours, UsageReport report, TimeProvider clock)
    : IEventHandler<UsageRequest, UsageResponse>
{
    private const int MostPerPage = 100;

    // A client with thousands of bots asks for fewer days.
    private const int MostRows = 10_000;

    public async Task<UsageResponse> HandleAsync(Client client, UsageRequest request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var period = UsagePeriod.Read(request.From, request.To, UsageItem.DayOf(now));
        var by = request.By ?? UsageReport.ByDay;
        var cursor = new PageCursor(client, "usage", $"{by} {period.From:O} {period.To:O}");
        var after = cursor.Read(request.Next);

        await Task.WhenAll(ledger.CloseAsync(client.Id), hours.CountAsync(client.Id, cancellationToken));
        var rows = await store
            .ReadSumsAsync(client.Id, by == UsageReport.ByBot ? CounterRow.OfBot : CounterRow.OfModel, period.From, period.To, cancellationToken)
            .Take(MostRows + 1).ToListAsync(cancellationToken);
        if (rows.Count > MostRows)
            throw GatewayException.Invalid($"'from' and 'to' span more than {MostRows} sums; ask for fewer days.");

        var limit = request.Limit ?? MostPerPage;
        var found = report.Group(rows, by).Where(each => after is null || string.CompareOrdinal(each.Key, after) > 0).Take(limit + 1).ToList();
        return new UsageResponse
        {
            From = $"{period.From:O}",
            To = $"{period.To:O}",
            By = by,
            Items = [.. found.Take(limit).Select(each => each.Sum)],
            Total = report.Sum(rows),
            Budgets = BudgetsOf(Budget.Of(client), (await store.ReadAccountAsync(client.Id, cancellationToken)).On(UsageItem.DayOf(now)), now),
            Next = cursor.Next(found, limit, each => each.Key),
        };
    }

    private static List<BudgetState>? BudgetsOf(Budget budget, Account account, DateTimeOffset now)
    {
        if (budget.IsUnlimited)
            return null;
        var states = new List<BudgetState>();
        if (budget.DailyTokens is { } daily)
            states.Add(new BudgetState { Budget = Budget.Daily, Limit = daily, Used = account.DayTokens, ResetsAt = Budget.ResetOf(Budget.Daily, now) });
        if (budget.MonthlyTokens is { } monthly)
            states.Add(new BudgetState { Budget = Budget.Monthly, Limit = monthly, Used = account.MonthTokens, ResetsAt = Budget.ResetOf(Budget.Monthly, now) });
        return states;
    }
}
