using System.Collections.Frozen;
using BotGateway.Configuration;

namespace BotGateway.OpenAI;

/// <summary>Other names of models: what clients send in place of the name that the model service knows.</summary>
internal static class ModelAliases
{
    /// <returns>The deployments by name; null if the setting is wrong: a name twice, or a deployment that is itself a name.</returns>
    public static FrozenDictionary<string, string>? Parse(string setting)
    {
        var aliases = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in CommaSeparated.Parse(setting))
        {
            if (entry.Split('=', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } name, { Length: > 0 } deployment] || !aliases.TryAdd(name, deployment))
                return null;
        }

        return aliases.Values.Any(aliases.ContainsKey) ? null : aliases.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
