using BotGateway.Contracts;

namespace BotGateway.FineTuning;

/// <summary>What a training is expected to take and cost.</summary>
internal static class TrainingEstimate
{
    // "Data preparation and analysis for chat model fine-tuning" (OpenAI cookbook).
    private const int UsualEpochs = 3;
    private const int FewExamples = 100;
    private const int ManyExamples = 25_000;
    private const int MostUsualEpochs = 25;

    private const double Million = 1_000_000;

    public static int EpochsOf(Hyperparameters? hyperparameters, long examples) => hyperparameters?.Epochs?.Number switch
    {
        null or AutoOrNumber.AzureAuto => UsualEpochsOf(examples),
        { } asked => (int)asked,
    };

    /// <summary>To a millionth of the currency: small data cost less than its smallest coin.</summary>
    public static double CostOf(long tokens, double perMillion) => Math.Round(tokens / Million * perMillion, 6);

    private static int UsualEpochsOf(long examples) => examples switch
    {
        _ when examples * UsualEpochs < FewExamples => (int)Math.Min(MostUsualEpochs, FewExamples / examples),
        _ when examples * UsualEpochs > ManyExamples => (int)Math.Max(1, ManyExamples / examples),
        _ => UsualEpochs,
    };
}
