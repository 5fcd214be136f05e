using System.ComponentModel.DataAnnotations;

namespace BotGateway.Http;

/// <summary>The settings <c>Requests__*</c>.</summary>
internal sealed class RequestLimits
{
    public const string Section = "Requests";

    internal const int MostBytes = 50 * 1024 * 1024;

    /// <summary>The largest request in bytes; larger ones get 413. Default 8 MB (8,388,608).</summary>
    [Range(1, MostBytes)] // The Functions host holds several copies of a body; docs/settings.md lists the memory needed.
    public int MaxBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>How many requests of one client an instance processes at a time. Default 33, a third of host.json's limit.</summary>
    [Range(1, 1000)]
    public int ConcurrentPerClient { get; set; } = 33;

    /// <summary>How fields that an event does not have are handled: <c>report</c> (default) or <c>reject</c>.</summary>
    public UnknownFields UnknownFields { get; set; }

    // Room for a few of the largest requests and their decoders; grows with the limit that the operator has sized the memory for.
    internal long MaxUnauthenticatedBytes => 4L * Math.Max(MaxBytes, BrotliBody.WindowBytes);

    internal GatewayException TooLarge() => new(ErrorKind.TooLarge, $"The request is larger than {MaxBytes} bytes. Larger training data is sent in parts, with 'add_examples'.");
}
