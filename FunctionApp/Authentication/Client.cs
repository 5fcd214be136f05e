namespace BotGateway.Authentication;

/// <summary>A company that calls the gateway.</summary>
/// <param name="Id">Its id: also the partition of all that it owns.</param>
/// <param name="Credentials">Lower-case hex of HMAC-SHA256(key = PASS, message = USER + PASS): what its tokens must carry.</param>
/// <param name="Models">Models that it may use beside the base models and those it trained here.</param>
public sealed record Client(string Id, string Credentials, IReadOnlySet<string> Models)
{
    /// <summary>The client that a request without <c>key_id</c> comes from.</summary>
    public const string DefaultId = "default";
}
