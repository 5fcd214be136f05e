using BotGateway.Http;
using Microsoft.Extensions.Options;

namespace BotGateway.FineTuning.Datasets;

/// <summary>Bounds what a client may keep, so that no client takes what others need, and what the model service takes as one file.</summary>
internal sealed class DatasetBounds(IOptions<DatasetOptions> options, TimeProvider clock)
{
    private const long Megabyte = 1024 * 1024;

    private readonly DatasetOptions _options = options.Value;

    internal int MaxParts => _options.MaxParts;

    internal DateTimeOffset ExpiryOf(Dataset dataset) => dataset.ChangedAt.AddDays(_options.Days);

    /// <summary>Checks a client's datasets as they are, or would be, with a new part.</summary>
    /// <exception cref="GatewayException">TooLarge: that dataset is too large; Throttled: the client has too much in all.</exception>
    internal void ThrowIfExceeded(IReadOnlyList<Dataset> all, string id)
    {
        var dataset = all.Single(each => each.Id == id);
        if (dataset.Bytes > _options.MaxMegabytes * Megabyte)
            throw TooLarge($"{_options.MaxMegabytes} MB");
        if (dataset.Examples > _options.MaxExamples)
            throw TooLarge($"{_options.MaxExamples} examples");
        if (all.Count > _options.MaxPerClient)
            throw TooMuch($"There {(_options.MaxPerClient == 1 ? "is" : "are")} {Counted.Of(_options.MaxPerClient, "dataset")} already, the most that a client may have", all, id);
        if (all.Sum(each => each.Bytes) > _options.MaxClientMegabytes * Megabyte)
            throw TooMuch($"The datasets would hold more than {_options.MaxClientMegabytes} MB together, the most that a client may have", all, id);
    }

    private static GatewayException TooLarge(string most) =>
        new(ErrorKind.TooLarge, $"With this part the dataset would hold more than {most}, the most that it may: train on what is there, and begin another dataset for the rest.");

    private GatewayException TooMuch(string reason, IReadOnlyList<Dataset> all, string id)
    {
        var others = all.Where(dataset => dataset.Id != id).ToList();
        if (others.Count == 0)
            return new GatewayException(ErrorKind.TooLarge, $"{reason}: train on what is there.");

        var first = others.MinBy(ExpiryOf)!;
        var wait = ExpiryOf(first) - clock.GetUtcNow();
        return new GatewayException(
            ErrorKind.Throttled, $"{reason}: train on one of them, or wait until dataset '{first.Id}' expires at {Iso8601.Format(ExpiryOf(first))}.")
        {
            RetryAfter = wait > TimeSpan.Zero ? wait : TimeSpan.FromMinutes(1),
        };
    }
}
