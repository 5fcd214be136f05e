using System.Text.Encodings.Web;
using System.Text.Json;

namespace BotGateway.LocalHost;

/// <summary>Readable JSON: does not escape characters that are dangerous only in HTML.</summary>
internal static class Readable
{
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
