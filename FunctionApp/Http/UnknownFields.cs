namespace BotGateway.Http;

/// <summary>What happens to fields that an event does not have.</summary>
internal enum UnknownFields
{
    /// <summary>The answer lists them in <c>ignored</c>.</summary>
    Report,

    /// <summary>The request is rejected.</summary>
    Reject,
}
