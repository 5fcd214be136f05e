using System.Text.Json;
using System.Text.RegularExpressions;
using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.LocalHost.Client;

/// <summary>
/// The clients added with <c>keys add</c>: <c>DIR/keys/clients.json</c>, mode 600, <c>{"NAME":"credentials"}</c> with the 64 lower-case hex digits of
/// <see cref="GatewayCredentials.Derive"/>. USER and PASS themselves are not stored.
/// </summary>
internal static partial class ClientsFile
{
    private static readonly JsonSerializerOptions Format = new() { TypeInfoResolver = StoredJson.Default, WriteIndented = true, AllowDuplicateProperties = false };

    public static string PathIn(string dataDirectory) => Path.Combine(dataDirectory, "keys", "clients.json");

    /// <returns>True for 1 to 64 of <c>a-z</c>, <c>0-9</c> and hyphen.</returns>
    public static bool IsName(string name) => NameForm().IsMatch(name);

    /// <returns>True for 64 lower-case hex digits.</returns>
    public static bool IsCredentials(string credentials) => CredentialsForm().IsMatch(credentials);

    /// <exception cref="InvalidDataException">The file is damaged; the message names it without quoting it.</exception>
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

    /// <exception cref="InvalidDataException">The content is damaged; the message names the file without quoting it.</exception>
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

        throw new InvalidDataException($"{path} is damaged: it must map each client's name to its credentials, 64 lower-case hex digits.");
    }

    /// <summary>Replaces the file atomically.</summary>
    public static void Write(string path, SortedDictionary<string, string> clients) =>
        PrivateFile.Write(path, JsonSerializer.SerializeToUtf8Bytes(clients, Format));

    [GeneratedRegex(@"\A[a-z0-9-]{1,64}\z")]
    private static partial Regex NameForm();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex CredentialsForm();
}
