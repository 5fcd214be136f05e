using System.ComponentModel.DataAnnotations;

namespace BotGateway.FineTuning.Datasets;

/// <summary>The settings <c>Datasets__*</c>.</summary>
internal sealed class DatasetOptions
{
    public const string Section = "Datasets";

    // The largest file that the services train on.
    private const int MostMegabytes = 512;

    /// <summary>How many datasets a client may have at once. Default 10.</summary>
    [Range(1, 1000)]
    public int MaxPerClient { get; set; } = 10;

    /// <summary>How many MB a client's datasets may hold together. Default 1024.</summary>
    [Range(1, 1_048_576)]
    public int MaxClientMegabytes { get; set; } = 1024;

    /// <summary>How many MB a dataset may hold. Default 512.</summary>
    [Range(1, MostMegabytes)]
    public int MaxMegabytes { get; set; } = MostMegabytes;

    /// <summary>How many examples a dataset may hold. Default 1,000,000.</summary>
    [Range(10, 1_000_000)]
    public int MaxExamples { get; set; } = 1_000_000;

    /// <summary>How many parts a dataset may have. Default 256.</summary>
    [Range(1, 10_000)]
    public int MaxParts { get; set; } = 256;

    /// <summary>After how many days without a new part a dataset is deleted. Default 7.</summary>
    [Range(1, 365)]
    public int Days { get; set; } = 7;
}
