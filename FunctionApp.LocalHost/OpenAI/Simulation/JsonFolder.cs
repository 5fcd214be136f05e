using System.Text.Json;
using System.Text.RegularExpressions;

namespace BotGateway.LocalHost.OpenAI.Simulation;

/// <summary>Items of one kind, each in a JSON file named by its id. Several processes may share the folder.</summary>
internal sealed partial class JsonFolder<T>(string directory) where T : class
{
    private static readonly JsonSerializerOptions Format = new()
    {
        TypeInfoResolver = StoredJson.Default,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        // A file that lacks something is damaged, too.
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The item; null when there is none, also for an id that could not be a file's name.</summary>
    public T? Find(string id)
    {
        if (!Id().IsMatch(id))
            return null;
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(PathOf(id)), Format);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{PathOf(id)} is damaged: it is not the JSON that was written to it.", broken);
        }
    }

    /// <summary>All items with their ids, in no order.</summary>
    public IEnumerable<(string Id, T Item)> All()
    {
        if (!Directory.Exists(directory))
            yield break;
        foreach (var path in Directory.EnumerateFiles(directory, "*.json"))
        {
            var id = Path.GetFileNameWithoutExtension(path);
            if (Find(id) is { } item)
                yield return (id, item);
        }
    }

    public void Write(string id, T item) => PrivateFile.Write(PathOf(id), JsonSerializer.SerializeToUtf8Bytes(item, Format));

    public void Delete(string id)
    {
        // File.Delete takes a file that is not there for deleted, but not a folder.
        if (Directory.Exists(directory))
            File.Delete(PathOf(id));
    }

    private string PathOf(string id) => Path.Combine(directory, $"{id}.json");

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,126}\z")]
    private static partial Regex Id();
}
