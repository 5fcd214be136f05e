using System.Text.Encodings.Web;
using System.Text.Json;

namespace BotGateway.LocalHost;

/// <summary>JSON for people: no escapes for letters that are only dangerous inside HTML.</summary>
internal static class Readable
{
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
