using System.ComponentModel;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>The team of a job.</summary>
public sealed record TeamProgress
{
    /// <summary>Whether it has been created.</summary>
    [Description("Whether it has been created.")]
    public required bool Made { get; init; }

    /// <summary>The adviser on marketing.</summary>
    [Description("The adviser on marketing.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TeamMemberIds? Marketing { get; init; }

    /// <summary>The adviser on finance.</summary>
    [Description("The adviser on finance.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TeamMemberIds? Finance { get; init; }

    /// <summary>The adviser on human resources.</summary>
    [Description("The adviser on human resources.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TeamMemberIds? Rrhh { get; init; }

    /// <summary>The adviser on strategy.</summary>
    [Description("The adviser on strategy.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TeamMemberIds? Strategy { get; init; }
}
