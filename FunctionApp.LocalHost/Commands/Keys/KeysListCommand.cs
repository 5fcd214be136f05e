using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using BotGateway.LocalHost.Vault;

namespace BotGateway.LocalHost.Commands.Keys;

/// <summary><c>keys list</c>: lists all versions of all keys, without secrets.</summary>
internal static class KeysListCommand
{
    public static Command Create(Option<string> data)
    {
        var command = new Command("list", "List the keys of the gateway and of the clients");
        command.SetAction((parsed, cancellationToken) => ListAsync(parsed.GetDirectory(data), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static async Task ListAsync(string dataDirectory, TextWriter output, CancellationToken cancellationToken)
    {
        using var keys = await HeldKeys.TakeAsync(dataDirectory, output, cancellationToken);
        string[][] rows = [["KEY OF", "VERSION", "MADE (UTC)", "STATE", "KIND", "IN USE"], .. keys.List().SelectMany(key => Rows(key.Name, key.Versions))];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            await output.WriteLineAsync(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    private static IEnumerable<string[]> Rows(string name, IReadOnlyList<KeyVersion> versions)
    {
        var used = versions.Where(key => key.Enabled).Take(HeldKeys.VersionsInUse).ToList();
        return versions.Select(key => new[]
        {
            name == HeldKeys.Gateway ? "gateway" : $"client {name}",
            HeldKeys.Short(key),
            key.Created.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            key.Enabled ? "enabled" : "disabled",
            KindOf(key),
            used.Contains(key) ? "yes" : "no",
        });
    }

    private static string KindOf(KeyVersion key)
    {
        try
        {
            using AsymmetricAlgorithm any = key.Type == "RSA" ? RSA.Create() : ECDsa.Create();
            any.ImportFromPem(key.Pem);
            return $"{key.Type} {any.KeySize}";
        }
        catch (Exception damage) when (damage is ArgumentException or CryptographicException)
        {
            return $"{key.Type}, damaged";
        }
    }
}
