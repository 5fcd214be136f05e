using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using BotGateway.LocalHost.Client;
using BotGateway.LocalHost.OpenAI.Simulation;
using BotGateway.LocalHost.Vault;
using RsaWeakness = BotGateway.KeyVault.RsaWeakness;

namespace BotGateway.LocalHost.Commands.Keys;

/// <summary><c>keys import NAME|gateway</c>: imports a key of the previous service, to rehearse a migration.</summary>
internal static class KeysImportCommand
{
    private const string PublicLabel = "PUBLIC KEY";

    public static Command Create(Option<string> data)
    {
        var name = new Argument<string>("NAME|gateway") { Description = "The client, or the gateway itself" };
        var pem = new Option<string>("--pem")
        {
            Description = "The gateway's private key, or the client's public key",
            HelpName = "FILE",
            Required = true,
        };
        var credentials = new Option<string?>("--credentials")
        {
            Description = "The client's credentials, 64 lower-case hex digits [default: unchanged]",
            HelpName = "HEX",
        };
        var user = new Option<string?>("--user") { Description = "The client's USER, with --pass instead of --credentials", HelpName = "USER" };
        var pass = new Option<string?>("--pass") { Description = "The client's PASS", HelpName = "PASS" };
        var command = new Command("import", "Import a key of the previous service: its private key, or a client's public key") { name, pem, credentials, user, pass };
        command.AddCheck(result =>
        {
            if (result.GetValue(user) is null != result.GetValue(pass) is null)
                result.AddError("--user and --pass must be given together.");
            if (result.GetValue(user) is not null && result.GetValue(credentials) is not null)
                result.AddError("Use either --credentials, or --user and --pass.");
        });
        command.SetAction((parsed, cancellationToken) => ImportAsync(
            parsed.GetDirectory(data),
            parsed.GetRequiredValue(name),
            parsed.GetRequiredValue(pem),
            parsed.GetValue(user) is { } sharedUser ? GatewayCredentials.Derive(sharedUser, parsed.GetRequiredValue(pass)!) : parsed.GetValue(credentials),
            parsed.InvocationConfiguration.Output,
            cancellationToken));
        return command;
    }

    private static async Task ImportAsync(
        string dataDirectory, string name, string file, string? credentials, TextWriter output, CancellationToken cancellationToken)
    {
        if (!ClientsFile.IsName(name))
            throw new StartupException($"'{name}' cannot be a client's name: it must be 1 to 64 characters of a to z, 0 to 9 and hyphen.");
        if (!File.Exists(file))
            throw new StartupException($"There is no file {file}.");
        if (credentials is not null && !ClientsFile.IsCredentials(credentials))
            throw new StartupException("--credentials must be 64 lower-case hex digits: HMAC-SHA256(key = PASS, message = USER + PASS).");

        using var key = Read(file);
        var numbers = key.ExportParameters(includePrivateParameters: false);
        if (RsaWeakness.Of(numbers.Modulus, numbers.Exponent) is { } weakness)
            throw new StartupException($"The key in {file} {weakness}.");
        await LocalKeys.EnsureCreatedAsync(dataDirectory, output.WriteLine, cancellationToken);
        using var keys = await HeldKeys.TakeAsync(dataDirectory, output, cancellationToken);
        if (name == HeldKeys.Gateway)
            await ImportGatewayAsync(keys, key, file, output);
        else
            await ImportClientAsync(keys, name, key, file, credentials, output);
    }

    private static async Task ImportGatewayAsync(HeldKeys keys, RSA key, string file, TextWriter output)
    {
        if (IsPublic(file))
            throw new StartupException($"{file} has a public key, but the gateway needs the previous service's private key to decrypt.");
        var added = keys.Store.Add(LocalKeys.GatewayKey, key, KeyVersion.Decrypt);
        await output.WriteLineAsync($"The gateway has the key of {file} as version {HeldKeys.Short(added)}: clients keep encrypting with the public key that they have.");
        keys.WriteGatewayPublic(output);
    }

    private static async Task ImportClientAsync(HeldKeys keys, string name, RSA key, string file, string? credentials, TextWriter output)
    {
        if (!IsPublic(file))
        {
            throw new StartupException(
                $"{file} has a private key, which only the client should have. Import its public key: openssl pkey -in FILE -pubout -out client-public.pem");
        }

        var path = ClientsFile.PathIn(keys.DataDirectory);
        var clients = ClientsFile.Read(path);
        if (credentials is null && !clients.TryGetValue(name, out credentials))
            throw new StartupException($"Client '{name}' has no credentials yet: give --credentials, or --user and --pass.");

        var publicFile = LocalKeys.ClientPublicPem(keys.DataDirectory, name);
        PrivateFile.Write(publicFile, Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()));
        clients[name] = credentials;
        ClientsFile.Write(path, clients); // Last, so that the client's key exists when a gateway reads the client.
        await output.WriteLineAsync($"""
            Client {name} is imported. A gateway that runs on this directory authenticates it within 5 seconds.
            Its public key is in {publicFile}, where LocalHost takes the setting Clients__N__PublicKey from; on Azure the setting is
              Clients__N__PublicKey = {Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())}
            Next, when the client can make a pair of its own: keys rotate {name}; once it signs with the new private key, delete the file.
            """);
    }

    private static RSA Read(string file)
    {
        var key = RSA.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(file));
            return key;
        }
        catch (Exception unusable) when (unusable is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new StartupException($"{file} has no unencrypted RSA key in PEM.", unusable);
        }
    }

    private static bool IsPublic(string file)
    {
        var pem = File.ReadAllText(file);
        return pem[PemEncoding.Find(pem).Label].EndsWith(PublicLabel, StringComparison.Ordinal);
    }
}
