using BotGateway.Http;

namespace BotGateway.FineTuning;

/// <summary>What the services keep with a job (the OpenAI API reference, "Create fine-tuning job").</summary>
internal static class JobMetadata
{
    private const int MostPairs = 16;
    private const int LongestName = 64;
    private const int LongestValue = 512;

    /// <exception cref="GatewayException">Invalid: it is more than the services keep.</exception>
    public static void Check(IReadOnlyDictionary<string, string>? metadata)
    {
        if (metadata is null)
            return;
        if (metadata.Count > MostPairs)
            throw GatewayException.Invalid($"'metadata' may hold at most {MostPairs} strings.");
        foreach (var (name, value) in metadata)
        {
            if (name.Length is 0 or > LongestName)
                throw GatewayException.Invalid($"'metadata' has the name '{name.Shorten(ShortText.Quoted)}'; names must have 1 to {LongestName} characters.");
            if (value.Length > LongestValue)
                throw GatewayException.Invalid($"'metadata.{name}' is longer than {LongestValue} characters.");
        }
    }
}
