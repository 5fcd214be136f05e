using System.Globalization;
using System.Security.Cryptography;
using BotGateway.Contracts;

namespace BotGateway.OpenAI;

/// <summary>Reads a job's result file: a CSV with a line for each step. Azure gives it as it is, the OpenAI service in base64.</summary>
internal static class ResultFile
{
    // Of a file for millions of steps the rest is left out.
    private const long MostCharacters = 256L * 1024 * 1024;

    /// <returns>At most so many measurements, evenly spread, and always the last.</returns>
    public static async Task<IReadOnlyList<TrainingMetric>> ReadAsync(Stream content, int most, CancellationToken cancellationToken)
    {
        var start = new byte[4];
        var length = await content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        await using var whole = new PrefixedStream(start.AsMemory(0, length), content);
        if (start.AsSpan().SequenceEqual("step"u8))
            return await ReadLinesAsync(whole, most, cancellationToken);
        await using var decoded = new CryptoStream(whole, new FromBase64Transform(), CryptoStreamMode.Read);
        return await ReadLinesAsync(decoded, most, cancellationToken);
    }

    private static async Task<IReadOnlyList<TrainingMetric>> ReadLinesAsync(Stream csv, int most, CancellationToken cancellationToken)
    {
        using var lines = new StreamReader(csv);
        var columns = (await lines.ReadLineAsync(cancellationToken) ?? "").Split(',', StringSplitOptions.TrimEntries);
        var points = new ThinnedList<TrainingMetric>(most);
        for (long read = 0; read < MostCharacters && await lines.ReadLineAsync(cancellationToken) is { } line; read += line.Length + 1)
        {
            if (Read(columns, line.Split(',')) is { } point)
                points.Add(point);
        }

        return points.ToList();
    }

    private static TrainingMetric? Read(string[] columns, string[] values)
    {
        return Find("step") is >= 0 and <= int.MaxValue and var step
            ? new TrainingMetric
            {
                Step = (int)step,
                TrainingLoss = Find("train_loss"),
                ValidationLoss = Find("full_valid_loss", "valid_loss"),
                TokenAccuracy = Find("train_mean_token_accuracy", "train_accuracy"),
                ValidationTokenAccuracy = Find("full_valid_mean_token_accuracy", "valid_mean_token_accuracy", "valid_accuracy"),
            }
            : null;

        double? Find(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                var i = Array.IndexOf(columns, name);
                if (i >= 0 && i < values.Length && double.TryParse(values[i], CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number >= 0)
                    return number;
            }

            return null;
        }
    }
}
