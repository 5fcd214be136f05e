using System.Text.Json.Nodes;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>
/// An uploaded file, without its content. How many examples it has is null where an earlier version of the simulation kept it, which took none with
/// too few.
/// </summary>
internal sealed record UploadedFile(
    string Id,
    bool Azure,
    DateTimeOffset Created,
    string Filename,
    string Purpose,
    long Bytes,
    string? Failure,
    int Tokens,
    int? Examples = null,
    bool Preferences = false)
{
    public const string Processed = "processed";

    private static readonly TimeSpan Queue = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Processing = TimeSpan.FromSeconds(1);

    /// <summary>Azure: pending, running, then processed or error. OpenAI knows only <c>uploaded</c> before those.</summary>
    public string StatusAt(DateTimeOffset now)
    {
        var age = now - Created;
        if (age >= Processing)
            return Failure is null ? Processed : "error";
        return Azure ? (age < Queue ? "pending" : "running") : "uploaded";
    }

    public JsonObject DocumentAt(DateTimeOffset now)
    {
        var status = StatusAt(now);
        return new()
        {
            ["object"] = "file",
            ["id"] = Id,
            ["purpose"] = Purpose,
            ["filename"] = Filename,
            ["bytes"] = Bytes,
            ["created_at"] = Created.ToUnixTimeSeconds(),
            ["status"] = status,
            ["status_details"] = status == "error" ? Failure : null,
        };
    }
}
