using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using BotGateway.LocalHost.OpenAI.Simulation;
using BotGateway.LocalHost.Vault;

namespace BotGateway.LocalHost.Commands.Keys;

/// <summary><c>keys rotate NAME|gateway</c>: adds a version of a key; the old one stays valid until it is disabled.</summary>
internal static class KeysRotateCommand
{
    public static Command Create(Option<string> data)
    {
        var name = new Argument<string>("NAME|gateway") { Description = "The client, or the gateway itself" };
        var command = new Command("rotate", "Create a new key for a client or the gateway; the old one stays valid until it is disabled") { name };
        command.SetAction((parsed, cancellationToken) => RotateAsync(
            parsed.GetDirectory(data), parsed.GetRequiredValue(name), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static async Task RotateAsync(string dataDirectory, string name, TextWriter output, CancellationToken cancellationToken)
    {
        using var keys = await HeldKeys.TakeAsync(dataDirectory, output, cancellationToken);
        var before = keys.Find(name).Where(key => key.Enabled).ToList();
        using var pair = RSA.Create(2048);
        KeyVersion added;
        if (name == HeldKeys.Gateway)
        {
            added = keys.Store.Add(LocalKeys.GatewayKey, pair, KeyVersion.Decrypt);
            await output.WriteLineAsync($"The gateway has a new key: version {HeldKeys.Short(added)}.");
            keys.WriteGatewayPublic(output);
        }
        else
        {
            added = await RotateClientAsync(keys, name, pair, output);
        }

        var imported = LocalKeys.ClientPublicPem(dataDirectory, name);
        if (before is not [var old, .. var older])
        {
            if (File.Exists(imported))
            {
                await output.WriteLineAsync($"The imported public key stays valid. Once {name} signs with the new private key, delete {imported}");
                return;
            }

            await output.WriteLineAsync("No other key is enabled; only the new one is valid.");
            return;
        }

        await output.WriteLineAsync(
            $"Old ({HeldKeys.Short(old)}) and new ({HeldKeys.Short(added)}) are both valid: the gateway accepts the two newest enabled versions.");
        List<string> unused = [.. older.Select(HeldKeys.Short)];
        if (name != HeldKeys.Gateway && File.Exists(imported))
            unused.Add($"the imported public key ({imported})");
        if (unused.Count > 0)
            await output.WriteLineAsync($"No longer in use, because they are older: {string.Join(", ", unused)}.");
        var whose = name == HeldKeys.Gateway ? "all clients encrypt with the new public key" : $"{name} signs with the new private key";
        await output.WriteLineAsync($"Once {whose}, run: keys disable {name} --version {HeldKeys.Short(old)}");
    }

    private static async Task<KeyVersion> RotateClientAsync(HeldKeys keys, string name, RSA pair, TextWriter output)
    {
        var file = LocalKeys.ClientPrivatePem(keys.DataDirectory, name);
        var kept = Path.ChangeExtension(file, ".old.pem");
        var hadFile = File.Exists(file);
        if (hadFile)
            PrivateFile.Write(kept, await File.ReadAllBytesAsync(file));

        // The vault first: if the process ends here, the client's file still holds a valid key.
        var added = keys.Store.Add(LocalKeys.ClientKey(name), pair, KeyVersion.Verify);
        PrivateFile.Write(file, Encoding.ASCII.GetBytes(pair.ExportPkcs8PrivateKeyPem()));
        await output.WriteLineAsync($"Client {name} has a new key: version {HeldKeys.Short(added)}. Its private key is in {file}.");
        if (hadFile)
            await output.WriteLineAsync($"The old private key is kept in {kept}.");
        return added;
    }
}
