using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>A bot as lists show it.</summary>
public sealed record BotSummary
{
    /// <summary>The bot's id.</summary>
    [Description("The bot's id.")]
    public required string BotId { get; init; }

    /// <summary>Its name, cut to 256 characters.</summary>
    [Description("Its name, cut to 256 characters.")]
    public required string Name { get; init; }

    /// <summary>Its model.</summary>
    [Description("Its model.")]
    public required string ModelId { get; init; }

    /// <summary>Its sampling temperature; null for the default.</summary>
    [Description("Its sampling temperature; null for the default.")]
    public double? Temperature { get; init; }

    /// <summary>Its version, from 1; each change adds 1.</summary>
    [Description("Its version, from 1; each change adds 1.")]
    public required int Version { get; init; }

    /// <summary>When it was created, in ISO 8601 and UTC.</summary>
    [Description("When it was created, in ISO 8601 and UTC.")]
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Its legacy_id; absent if it has none.</summary>
    [Description("Its `legacy_id`; absent if it has none.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LegacyId { get; init; }
}
