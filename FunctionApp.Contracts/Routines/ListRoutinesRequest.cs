using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace BotGateway.Contracts;

/// <summary>Lists the client's routines, the oldest first.</summary>
public sealed record ListRoutinesRequest : BotRoutineRequest
{
    /// <summary>The number of routines per page, 1 to 100; default 100.</summary>
    [Description("The number of routines per page, 1 to 100; default 100.")]
    [Range(1, 100)]
    public int? Limit { get; init; }

    /// <summary>The next of the previous page.</summary>
    [Description("The `next` of the previous page.")]
    public string? Next { get; init; }
}
