using System.Text;
using System.Text.Json;

namespace BotGateway.Cli.Profiles;

/// <summary>The folder of the profile and its key: <c>bot-gateway</c> in the platform's folder for settings, or <c>BOTS_CONFIG</c>.</summary>
internal sealed class ProfileFolder(Func<string, string?> environment, Words words)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public string Path { get; } = Of(environment, "BOTS_CONFIG")
        ?? System.IO.Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "bot-gateway");

    public string File => System.IO.Path.Combine(Path, "profile.json");

    /// <summary>The profile's file, overridden by the variables.</summary>
    /// <exception cref="ToolException">There is none, or it is damaged.</exception>
    public Profile Load()
    {
        var stored = System.IO.File.Exists(File) ? Read() : null;
        var key = Of(environment, "BOTS_KEY") ?? stored?.Key ?? throw ToolException.Usage(words[
            "There is no profile yet: run 'bots init' (or set BOTS_KEY and BOTS_URL).",
            "Todavía no hay un perfil: ejecuta 'bots init' (o define BOTS_KEY y BOTS_URL)."]);
        return new Profile
        {
            Url = Of(environment, "BOTS_URL") ?? stored?.Url ?? Profile.DefaultUrl,
            Client = Of(environment, "BOTS_CLIENT") ?? stored?.Client ?? Profile.DefaultClient,
            Audience = Of(environment, "BOTS_AUDIENCE") ?? stored?.Audience,
            Key = key,
            GatewayKey = Of(environment, "BOTS_GATEWAY_KEY") ?? stored?.GatewayKey,
            User = Of(environment, "BOTS_USER") ?? stored?.User,
            Pass = Of(environment, "BOTS_PASS") ?? stored?.Pass,
            Ahead = Of(environment, "BOTS_AHEAD") ?? stored?.Ahead,
        };
    }

    public void Save(Profile profile) => Write(File, JsonSerializer.Serialize(profile, Format) + "\n", isPrivate: true);

    /// <summary>Replaces a file at once, so that an interrupted command leaves none behind that is half written.</summary>
    public static void Write(string file, string text, bool isPrivate)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (isPrivate && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var temporary = $"{file}.{Environment.ProcessId}.tmp";
        using (var stream = new FileStream(temporary, options))
            stream.Write(Encoding.UTF8.GetBytes(text));
        System.IO.File.Move(temporary, file, overwrite: true);
    }

    private Profile Read()
    {
        try
        {
            return JsonSerializer.Deserialize<Profile>(System.IO.File.ReadAllBytes(File), Format)
                ?? throw new JsonException("It is null.");
        }
        catch (JsonException damage)
        {
            var place = damage.LineNumber is { } line ? $":{line + 1}" : "";
            throw ToolException.Usage(words[
                $"{File}{place} is damaged: correct it, or run 'bots init --force'.", $"{File}{place} está dañado: corrígelo o ejecuta 'bots init --force'."]);
        }
    }

    private static string? Of(Func<string, string?> environment, string name) => environment(name) is { Length: > 0 } value ? value : null;
}
