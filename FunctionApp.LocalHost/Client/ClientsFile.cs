using System.Text.Json;
using System.Text.RegularExpressions;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.LocalHost.Client;

/// <summary>
/// The clients that <c>keys add</c> has added: <c>DIR/keys/clients.json</c>, mode 600, <c>{"NAME":"credentials"}</c> with the 64 lower-case hex digits
/// that <see cref="GatewayCredentials.Derive"/> makes of USER and PASS. Those two are kept nowhere.
/// </summary>
internal static partial class ClientsFile
{
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, AllowDuplicateProperties = false };

    /// <summary>Where it is.</summary>
    /// <param name="dataDirectory">The folder DIR.</param>
    /// <returns>The path.</returns>
    public static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, "keys", "clients.json");

    /// <summary>Whether a client may have this name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>True for 1 to 64 of a to z, 0 to 9 and hyphen.</returns>
    public static bool IsName(string name) => NameForm().IsMatch(name);

    /// <summary>Whether a client may have these credentials.</summary>
    /// <param name="credentials">The credentials.</param>
    /// <returns>True for 64 lower-case hex digits.</returns>
    public static bool IsCredentials(string credentials) => CredentialsForm().IsMatch(credentials);

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Credentials by name; nobody where there is no file.</returns>
    /// <exception cref="InvalidDataException">The file is damaged; the message names it and shows nothing of it.</exception>
    public static SortedDictionary<string, string> Read(string path)
    {
        try
        {
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(StringComparer.Ordinal);
        }
    }

    /// <summary>Reads the file's content.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="path">The file, to name it in an error.</param>
    /// <returns>Credentials by name.</returns>
    /// <exception cref="InvalidDataException">The content is damaged; the message names the file and shows nothing of it.</exception>
    public static SortedDictionary<string, string> Parse(byte[] content, string path)
    {
        try
        {
            var clients = JsonSerializer.Deserialize<Dictionary<string, string>>(content, Format);
            if (clients is not null && clients.All(client => IsName(client.Key) && client.Value is not null && IsCredentials(client.Value)))
                return new(clients, StringComparer.Ordinal);
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException($"{path} is damaged: it is not JSON of the form {{\"NAME\":\"credentials\"}}.", damage);
        }

        throw new InvalidDataException($"{path} is damaged: it must hold names of clients, and for each its credentials, 64 lower-case hex digits.");
    }

    /// <summary>Replaces the file as a whole.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clients">Credentials by name.</param>
    public static void Write(string path, SortedDictionary<string, string> clients) =>
        PrivateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(clients, Format));

    [GeneratedRegex(@"\A[a-z0-9-]{1,64}\z")]
    private static partial Regex NameForm();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex CredentialsForm();
}
