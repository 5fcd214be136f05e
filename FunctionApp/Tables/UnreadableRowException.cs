using BotGateway.Http;

namespace BotGateway.Tables;

/// <summary>A row is not of the form that the gateway writes. The message tells of columns and types, never of their contents.</summary>
internal sealed class UnreadableRowException(string reason, Exception? cause = null) : Exception(reason, cause)
{
    /// <summary>The answer to a client whose request needs the row.</summary>
    public static ProblemException ToProblem(string kind, string id, UnreadableRowException fault) =>
        new(500, $"The row of {kind} '{id.Shorten(ShortText.Quoted)}' cannot be read: {fault.Message}.", fault);
}
