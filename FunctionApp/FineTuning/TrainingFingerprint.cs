using System.Security.Cryptography;
using System.Text.Json;
using BotGateway.Contracts;

namespace BotGateway.FineTuning;

/// <summary>By which a job is recognized that is the same as another one: data, model, and all that the training depends on.</summary>
internal static class TrainingFingerprint
{
    public static string Of(TrainingOrder order)
    {
        var parts = JsonSerializer.SerializeToUtf8Bytes(
            new[]
            {
                order.Training.Summary.Hash,
                order.Validation?.Summary.Hash,
                order.Model,
                order.Method ?? TrainingMethods.Supervised,
                order.Suffix,
                order.Seed?.ToString(System.Globalization.CultureInfo.InvariantCulture),
                order.Hyperparameters is null ? null : JsonSerializer.Serialize(order.Hyperparameters, ContractsJson.Default.Hyperparameters),
            });
        return Convert.ToHexStringLower(SHA256.HashData(parts));
    }
}
