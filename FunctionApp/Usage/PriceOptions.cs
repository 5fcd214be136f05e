using System.ComponentModel.DataAnnotations;

namespace BotGateway.Usage;

/// <summary>The settings <c>Prices__N__*</c>: what a model costs. App settings cannot have a model's name in theirs.</summary>
internal sealed class PriceOptions
{
    public const string Section = "Prices";

    /// <summary>The base model, as in <c>OpenAI__BaseModels</c>. Models trained from it have its price.</summary>
    public string Model { get; set; } = "";

    /// <summary>The price of a million trained tokens, in any currency; empty: not told.</summary>
    [Range(0.0, double.MaxValue)]
    public double? TrainingPerMillionTokens { get; set; }

    /// <summary>The price of a million prompt tokens.</summary>
    [Range(0.0, double.MaxValue)]
    public double? InputPerMillionTokens { get; set; }

    /// <summary>The price of a million prompt tokens that the service had in its cache; empty: that of the others.</summary>
    [Range(0.0, double.MaxValue)]
    public double? CachedInputPerMillionTokens { get; set; }

    /// <summary>The price of a million completion tokens.</summary>
    [Range(0.0, double.MaxValue)]
    public double? OutputPerMillionTokens { get; set; }

    /// <summary>The price of an hour of a trained model's deployment.</summary>
    [Range(0.0, double.MaxValue)]
    public double? HostingPerHour { get; set; }

    public static IEnumerable<string> Validate(Dictionary<string, PriceOptions> all)
    {
        foreach (var (entry, price) in all)
        {
            if (string.IsNullOrWhiteSpace(price.Model))
                yield return $"Setting 'Prices__{entry}__Model' is missing: the model that the price is for.";
            else if (all.Any(other => other.Value.Model == price.Model && string.CompareOrdinal(other.Key, entry) < 0))
                yield return $"Setting 'Prices__{entry}__Model' names '{price.Model}', which another entry has a price for.";
        }
    }
}
