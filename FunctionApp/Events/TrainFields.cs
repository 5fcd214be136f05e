using System.Text.Json;
using System.Text.RegularExpressions;
using BotGateway.Requests;

namespace BotGateway.Events;

/// <summary>The optional fields of <c>train</c>, bounded before anything is uploaded.</summary>
internal static partial class TrainFields
{
    // The OpenAI API reference, "Create fine-tuning job".
    private const int MaxSuffixLength = 64;

    /// <summary>Reads a word for the trained model's name.</summary>
    public static string? ReadSuffix(RequestBody body, bool isAzure) => body.OptionalText("suffix") switch
    {
        // The Azure REST specification, 2024-10-21; a longer one is refused there only once the files have been uploaded.
        { } suffix when isAzure && !AzureSuffix().IsMatch(suffix) =>
            throw ProblemException.BadRequest("'suffix' must be 1 to 40 letters, digits, hyphens and underscores."),
        { Length: > MaxSuffixLength } => throw ProblemException.BadRequest($"'suffix' is longer than {MaxSuffixLength} characters."),
        var suffix => suffix,
    };

    /// <summary>Reads what makes the training repeatable.</summary>
    public static long? ReadSeed(RequestBody body) => body.Find("seed")?.Value switch
    {
        null => null,
        { } number when number.TryGetWhole(out var seed) => seed is >= 0 and <= int.MaxValue
            ? seed
            : throw ProblemException.BadRequest($"'seed' must be from 0 to {int.MaxValue}."),
        _ => throw ProblemException.BadRequest("'seed' must be a whole number."),
    };

    /// <summary>Reads the one thing that can be done once the model is there; another word in it would be silently left undone.</summary>
    public static bool ReadThen(RequestBody body) => body.Find("then")?.Value switch
    {
        null => false,
        { ValueKind: JsonValueKind.Object } then when then.EnumeratePresent().Count() == 1
            && then.Find("bot_routine") is { ValueKind: JsonValueKind.True or JsonValueKind.False } wanted => wanted.GetBoolean(),
        _ => throw ProblemException.BadRequest("'then' must be {\"bot_routine\":true}."),
    };

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,40}\z")]
    private static partial Regex AzureSuffix();
}
