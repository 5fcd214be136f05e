using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace BotGateway.Usage;

/// <summary>What models cost, as far as the settings say.</summary>
internal sealed partial class Prices(IOptions<Dictionary<string, PriceOptions>> options)
{
    private const double Million = 1_000_000;
    private const double SecondsPerHour = 3600;

    private readonly Dictionary<string, PriceOptions> _prices = options.Value.Values.ToDictionary(price => price.Model, StringComparer.Ordinal);

    /// <returns>The price of a million trained tokens; null if there is none.</returns>
    public double? FindTraining(string model) => Find(model)?.TrainingPerMillionTokens;

    /// <returns>The price of an hour of a trained model's deployment; null if there is none.</returns>
    public double? FindHosting(string model) => Find(model)?.HostingPerHour;

    /// <returns>What was used costs; null if the settings lack a price of it.</returns>
    public double? CostOf(string model, UsageAmount amount)
    {
        var price = Find(model);
        return Cost(amount.PromptTokens - amount.CachedTokens, price?.InputPerMillionTokens / Million)
            + Cost(amount.CachedTokens, (price?.CachedInputPerMillionTokens ?? price?.InputPerMillionTokens) / Million)
            + Cost(amount.CompletionTokens, price?.OutputPerMillionTokens / Million)
            + Cost(amount.TrainedTokens, price?.TrainingPerMillionTokens / Million)
            + Cost(amount.DeploymentSeconds, price?.HostingPerHour / SecondsPerHour);
    }

    private static double? Cost(double amount, double? price) => amount == 0 ? 0 : amount * price;

    private PriceOptions? Find(string model) => _prices.GetValueOrDefault(model) ?? _prices.GetValueOrDefault(BaseModel().Replace(model, "${base}"));

    // gpt-4.1-mini-2025-04-14.ft-0a1b-suffix on Azure, ft:gpt-4.1-mini-2025-04-14:org:suffix:0a1b at OpenAI.
    [GeneratedRegex(@"\A(?:ft:)?(?<base>.+?)(?:-\d{4}-\d{2}-\d{2})?(?:\.ft-.*|:.*)?\z")]
    private static partial Regex BaseModel();
}
