using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.OpenAI.Simulation;
using BotGateway.LocalHost.Vault;

namespace BotGateway.LocalHost.Commands.Keys;

/// <summary><c>keys add NAME</c>: adds a client with a key pair, a USER and a PASS.</summary>
internal static class KeysAddCommand
{
    // Letters and digits need no quoting. 43 of 62 characters are more than 256 bits; USER is not a secret, it only has to be unique.
    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private const int UserLength = 16;
    private const int PassLength = 43;

    public static Command Create(Option<string> data)
    {
        var name = new Argument<string>("NAME") { Description = "The client's name: 1 to 64 characters of a to z, 0 to 9 and hyphen" };
        var command = new Command("add", "Add a client with a key pair, USER and PASS; a running gateway accepts it within 5 seconds") { name };
        command.SetAction((parsed, cancellationToken) => AddAsync(
            parsed.GetDirectory(data), parsed.GetRequiredValue(name), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static async Task AddAsync(string dataDirectory, string name, TextWriter output, CancellationToken cancellationToken)
    {
        ThrowIfImpossible(name);
        await LocalKeys.EnsureCreatedAsync(dataDirectory, output.WriteLine, cancellationToken);
        using var keys = await HeldKeys.TakeAsync(dataDirectory, output, cancellationToken);
        var clients = ReadClients(ClientsFile.PathIn(dataDirectory));
        var privateFile = LocalKeys.ClientPrivatePem(dataDirectory, name);
        ThrowIfThere(name, keys, clients, privateFile);

        var (user, pass) = (RandomNumberGenerator.GetString(Characters, UserLength), RandomNumberGenerator.GetString(Characters, PassLength));
        using var pair = RSA.Create(2048);
        PrivateFile.Write(privateFile, Encoding.ASCII.GetBytes(pair.ExportPkcs8PrivateKeyPem()));
        keys.Store.Add(LocalKeys.ClientKey(name), pair, KeyVersion.Verify);

        // Last, so that the client's key exists when a gateway reads the client.
        clients.Add(name, GatewayCredentials.Derive(user, pass));
        ClientsFile.Write(ClientsFile.PathIn(dataDirectory), clients);

        await output.WriteLineAsync($"""

            Client {name} is added. A gateway that runs on this directory lets it in within 5 seconds.
              USER  {user}
              PASS  {pass}
            They are shown this once, and kept nowhere: give them to the client over a safe way, with the keys.
              KEYS  {Path.GetDirectoryName(privateFile)}
                    {Path.GetFileName(privateFile)}: only the client may have it; it signs with it
                    {Path.GetFileName(LocalKeys.GatewayPublicPem(dataDirectory))}: it encrypts with it
              try   {CommandLine.Of("token", dataDirectory)} --client {name} --user {user} --pass {pass}
            """);
    }

    private static void ThrowIfImpossible(string name)
    {
        if (name == HeldKeys.Gateway)
            throw new StartupException("A client cannot be called 'gateway': that name is reserved for the gateway's own key.");
        if (name == DemoSecrets.ClientId)
            throw new StartupException("Client 'default' already exists: LocalHost creates it at the first start ('keys rotate default' creates a new key).");
        if (!ClientsFile.IsName(name))
            throw new StartupException($"'{name}' cannot be a client's name: it must be 1 to 64 characters of a to z, 0 to 9 and hyphen.");
    }

    private static void ThrowIfThere(string name, HeldKeys keys, SortedDictionary<string, string> clients, string privateFile)
    {
        if (clients.ContainsKey(name))
            throw new StartupException($"Client '{name}' already exists. 'keys rotate {name}' creates a new key.");
        if (keys.Store.Versions(LocalKeys.ClientKey(name)).Count > 0)
        {
            throw new StartupException(
                $"The local vault already has a key {LocalKeys.ClientKey(name)} that 'keys add' did not create. Choose another name.");
        }

        if (File.Exists(privateFile))
            throw new StartupException($"{privateFile} already exists, but the client does not. Move the file, or choose another name.");
    }

    private static SortedDictionary<string, string> ReadClients(string path)
    {
        try
        {
            return ClientsFile.Read(path);
        }
        catch (InvalidDataException damage)
        {
            throw new StartupException($"{damage.Message} Restore it, or delete it to continue without its clients.", damage);
        }
    }
}
