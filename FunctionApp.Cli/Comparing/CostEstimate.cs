using BotGateway.Client;

namespace BotGateway.Cli.Comparing;

/// <summary>What a comparison will take, before it starts.</summary>
internal sealed record CostEstimate(int Messages, long Tokens, double? Cost)
{
    // Of a token of text, in English or Spanish.
    private const int Characters = 4;

    /// <summary>
    /// Each message is sent with what was said before, and answered about as long as the example. The API has no price list, so the price is what the
    /// models' answers of this month cost: null if there were none, or no price.
    /// </summary>
    public static async Task<CostEstimate> OfAsync(
        BotGatewayClient client, IReadOnlyList<Question> questions, IReadOnlyList<string> models, CancellationToken cancellationToken)
    {
        var tokens = questions.Sum(TokensOf);
        var prices = await PricesAsync(client, cancellationToken);
        var cost = models.Select(model => prices.TryGetValue(model, out var price) ? price * tokens : (double?)null).ToList();
        return new(
            questions.Sum(question => question.Messages.Count) * models.Count,
            tokens * models.Count,
            cost.Any(each => each is null) ? null : cost.Sum());
    }

    private static long TokensOf(Question question)
    {
        var (said, sum) = (question.Instructions.Length, 0L);
        foreach (var message in question.Messages)
        {
            said += message.Length;
            sum += said + question.Expected.Length;
            said += question.Expected.Length;
        }

        return sum / Characters + 1;
    }

    // Those of training and deployments are in the same sum, so such models have no known price.
    private static async Task<Dictionary<string, double>> PricesAsync(BotGatewayClient client, CancellationToken cancellationToken) =>
        await client.ListUsage(new() { By = "model" })
            .Where(sum => sum is { Model: not null, Cost: not null, TrainedTokens: 0, DeploymentHours: 0 } && sum.PromptTokens + sum.CompletionTokens > 0)
            .ToDictionaryAsync(sum => sum.Model!, sum => sum.Cost!.Value / (sum.PromptTokens + sum.CompletionTokens), cancellationToken: cancellationToken);
}
