using System.ComponentModel;

namespace BotGateway.Contracts;

/// <summary>How much of a client has been erased.</summary>
public sealed record ErasedCounts
{
    /// <summary>Bots.</summary>
    [Description("Bots.")]
    public int Bots { get; init; }

    /// <summary>Threads, each with its turns.</summary>
    [Description("Threads, each with its turns.")]
    public int Threads { get; init; }

    /// <summary>Routines.</summary>
    [Description("Routines.")]
    public int Routines { get; init; }

    /// <summary>Results of runs.</summary>
    [Description("Results of runs.")]
    public int Runs { get; init; }

    /// <summary>Jobs; those that were running have been cancelled.</summary>
    [Description("Jobs; those that were running have been cancelled.")]
    public int Jobs { get; init; }

    /// <summary>Trained models at the model service.</summary>
    [Description("Trained models at the model service.")]
    public int Models { get; init; }

    /// <summary>Deployments of trained models.</summary>
    [Description("Deployments of trained models.")]
    public int Deployments { get; init; }

    /// <summary>Files at the model service.</summary>
    [Description("Files at the model service.")]
    public int Files { get; init; }

    /// <summary>Parts of datasets.</summary>
    [Description("Parts of datasets.")]
    public int DatasetParts { get; init; }

    /// <summary>Responses kept for idempotency keys.</summary>
    [Description("Responses that were kept for an `idempotency_key`.")]
    public int KeptResponses { get; init; }

    /// <summary>Webhook messages that had not been delivered.</summary>
    [Description("Webhook messages that had not been delivered.")]
    public int WebhookMessages { get; init; }

    /// <summary>Adds numbers.</summary>
    public static ErasedCounts operator +(ErasedCounts left, ErasedCounts right) => new()
    {
        Bots = left.Bots + right.Bots,
        Threads = left.Threads + right.Threads,
        Routines = left.Routines + right.Routines,
        Runs = left.Runs + right.Runs,
        Jobs = left.Jobs + right.Jobs,
        Models = left.Models + right.Models,
        Deployments = left.Deployments + right.Deployments,
        Files = left.Files + right.Files,
        DatasetParts = left.DatasetParts + right.DatasetParts,
        KeptResponses = left.KeptResponses + right.KeptResponses,
        WebhookMessages = left.WebhookMessages + right.WebhookMessages,
    };
}
