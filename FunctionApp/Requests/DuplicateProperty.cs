using System.Text.Json;

namespace BotGateway.Requests;

/// <summary>Finds a property that stands twice in one object: the library says that there is one, but not where.</summary>
internal static class DuplicateProperty
{
    /// <summary>Finds the first one.</summary>
    /// <param name="utf8">JSON without any other fault.</param>
    /// <returns>Its name and where it stands for the second time; null where there is none.</returns>
    public static (string Name, int Start)? Find(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8, StrictJson.ReaderOptions);
        var objects = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                objects.Push(new HashSet<string>(StringComparer.Ordinal));
            else if (reader.TokenType == JsonTokenType.EndObject)
                objects.Pop();
            else if (reader.TokenType == JsonTokenType.PropertyName && reader.GetString()! is var name && !objects.Peek().Add(name))
                return (name, (int)reader.TokenStartIndex);
        }

        return null;
    }
}
