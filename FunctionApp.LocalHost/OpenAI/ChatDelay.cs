using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>
/// How long a model takes for one message, so that slow and fast calls can be had side by side: <c>[10 s] Resume la semana.</c> takes 10 seconds. The last
/// message of a request decides; its number of seconds is at most 600.
/// </summary>
internal static partial class ChatDelay
{
    private const int MostSeconds = 600;

    /// <summary>Reads it.</summary>
    /// <param name="body">A request for a chat completion, checked already.</param>
    /// <returns>The time; null where the message does not say.</returns>
    public static TimeSpan? AskedFor(JsonElement body)
    {
        var text = ChatMessage.Read(body.GetProperty("messages").EnumerateArray().Last(), 0).Text;
        return Form().Match(text) is { Success: true } match && int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is <= MostSeconds and var seconds
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }

    [GeneratedRegex(@"\A\[([0-9]{1,3}) s\]")]
    private static partial Regex Form();
}
