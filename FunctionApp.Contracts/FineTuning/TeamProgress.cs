using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>The team of a job.</summary>
public sealed record TeamProgress
{
    /// <summary>Whether the team has been created.</summary>
    [Description("Whether the team has been created.")]
    public required bool Made { get; init; }

    /// <summary>The marketing adviser.</summary>
    [Description("The marketing adviser.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TeamMemberIds? Marketing { get; init; }

    /// <summary>The finance adviser.</summary>
    [Description("The finance adviser.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TeamMemberIds? Finance { get; init; }

    /// <summary>The HR adviser.</summary>
    [Description("The HR adviser.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TeamMemberIds? Rrhh { get; init; }

    /// <summary>The strategy adviser.</summary>
    [Description("The strategy adviser.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TeamMemberIds? Strategy { get; init; }
}
