using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace BotGateway.FineTuning;

/// <summary>What models cost, as far as the settings say.</summary>
internal sealed partial class Prices(IOptions<Dictionary<string, PriceOptions>> options)
{
    private readonly Dictionary<string, PriceOptions> _prices = options.Value.Values.ToDictionary(price => price.Model, StringComparer.Ordinal);

    /// <returns>The price of a million trained tokens; null if there is none.</returns>
    public double? FindTraining(string model) =>
        (_prices.GetValueOrDefault(model) ?? _prices.GetValueOrDefault(BaseModel().Replace(model, "${base}")))?.TrainingPerMillionTokens;

    // gpt-4.1-mini-2025-04-14.ft-0a1b-suffix on Azure, ft:gpt-4.1-mini-2025-04-14:org:suffix:0a1b at OpenAI.
    [GeneratedRegex(@"\A(?:ft:)?(?<base>.+?)(?:-\d{4}-\d{2}-\d{2})?(?:\.ft-.*|:.*)?\z")]
    private static partial Regex BaseModel();
}
