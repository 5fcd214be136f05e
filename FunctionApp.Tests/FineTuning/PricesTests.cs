using BotGateway.Usage;
using Microsoft.Extensions.Options;

namespace BotGateway.Tests.FineTuning;

public sealed class PricesTests
{
    private static readonly Dictionary<string, PriceOptions> Configured = new()
    {
        ["0"] = new() { Model = "gpt-4.1", TrainingPerMillionTokens = 25 },
        ["1"] = new() { Model = "gpt-4.1-mini", TrainingPerMillionTokens = 5 },
        ["2"] = new() { Model = "gpt-4o" },
    };

    [Theory]
    [InlineData("gpt-4.1-mini", 5.0)]
    [InlineData("gpt-4.1-mini-2025-04-14", 5.0)]
    [InlineData("gpt-4.1-mini-2025-04-14.ft-b044a9d3cf9c4228b5d393567f693b83-chistes", 5.0)]
    [InlineData("ft:gpt-4.1-mini-2025-04-14:acme:chistes:b044a9d3", 5.0)]
    [InlineData("gpt-4.1-2025-04-14", 25.0)]
    [InlineData("gpt-4.1-nano", null)]
    [InlineData("gpt-4o", null)]
    public void A_trained_model_has_its_base_models_price(string model, double? price) =>
        Assert.Equal(price, new Prices(Options.Create(Configured)).FindTraining(model));

    [Fact]
    public void A_model_without_a_name_and_one_with_two_prices_are_faults()
    {
        Dictionary<string, PriceOptions> wrong = new() { ["0"] = new() { Model = "a" }, ["1"] = new() { Model = "a" }, ["2"] = new() };

        Assert.Equal(
            [
                "Setting 'Prices__1__Model' names 'a', which another entry has a price for.",
                "Setting 'Prices__2__Model' is missing: the model that the price is for.",
            ],
            PriceOptions.Validate(wrong));
    }
}
