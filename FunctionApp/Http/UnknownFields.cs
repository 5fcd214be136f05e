namespace BotGateway.Http;

/// <summary>How fields that an event does not have are handled.</summary>
internal enum UnknownFields
{
    /// <summary>The response lists them in <c>ignored</c>.</summary>
    Report,

    /// <summary>The request is rejected.</summary>
    Reject,
}
