using System.CommandLine;
using BotGateway.LocalHost.Vault;

namespace BotGateway.LocalHost.Commands.Keys;

/// <summary><c>keys disable NAME</c>: disables a client, or one version of a key.</summary>
internal static class KeysDisableCommand
{
    private const string Delay = "A running gateway applies this within Auth__KeyMinutes (5 minutes by default).";

    public static Command Create(Option<string> data)
    {
        var name = new Argument<string>("NAME|gateway") { Description = "The client, or, with --version, the gateway itself" };
        var version = new Option<string?>("--version")
        {
            Description = "Only the version that starts with this [default: all of the client's]",
            HelpName = "V",
        };
        var command = new Command("disable", "Disable a client, or one version of a key") { name, version };
        command.SetAction((parsed, cancellationToken) => DisableAsync(
            parsed.GetDirectory(data),
            parsed.GetRequiredValue(name),
            parsed.GetValue(version),
            parsed.InvocationConfiguration.Output,
            cancellationToken));
        return command;
    }

    private static async Task DisableAsync(string dataDirectory, string name, string? prefix, TextWriter output, CancellationToken cancellationToken)
    {
        if (name == HeldKeys.Gateway && prefix is null)
        {
            throw new StartupException(
                "'keys disable gateway' needs --version: without an enabled version of its key, the gateway cannot decrypt tokens. "
                + "Run 'keys rotate gateway' first.");
        }

        using var keys = await HeldKeys.TakeAsync(dataDirectory, output, cancellationToken);
        var versions = keys.Find(name);
        if (prefix is null && LocalKeys.ClientPublicPem(dataDirectory, name) is var imported && File.Exists(imported))
        {
            File.Delete(imported);
            await output.WriteLineAsync($"Deleted {imported}: a running gateway applies this within 5 seconds.");
            if (versions.Count == 0)
                return;
        }

        var chosen = prefix is null ? versions : [Choose(name, prefix, versions)];
        var enabled = chosen.Where(key => key.Enabled).ToList();
        var whose = name == HeldKeys.Gateway ? "the gateway" : $"client {name}";
        if (enabled.Count == 0)
        {
            var what = prefix is null ? "Every key" : $"Version {HeldKeys.Short(chosen[0])}";
            await output.WriteLineAsync($"{what} of {whose} is already disabled.");
            return;
        }

        var left = versions.Count(key => key.Enabled) - enabled.Count;
        if (name == HeldKeys.Gateway && left == 0)
        {
            throw new StartupException(
                $"Version {HeldKeys.Short(enabled[0])} is the only enabled version of the gateway's key: without it, the gateway cannot decrypt tokens. "
                + "Run 'keys rotate gateway' first.");
        }

        enabled.ForEach(keys.Store.Disable);
        await output.WriteLineAsync($"Disabled of {whose}: {string.Join(", ", enabled.Select(HeldKeys.Short))}. {Delay}");
        if (name == HeldKeys.Gateway)
            keys.WriteGatewayPublic(output);
        else if (left == 0)
            await output.WriteLineAsync($"Client {name} has no enabled key left, so it will be rejected. 'keys rotate {name}' creates a new one.");
    }

    private static KeyVersion Choose(string name, string prefix, IReadOnlyList<KeyVersion> versions)
    {
        var fitting = versions.Where(key => prefix.Length > 0 && key.Version.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)).ToList();
        return fitting switch
        {
            [var one] => one,
            [] => throw new StartupException($"There is no version '{prefix}' of {name}. Available: {string.Join(", ", versions.Select(HeldKeys.Short))}."),
            _ => throw new StartupException(
                $"Several versions of {name} start with '{prefix}': {string.Join(", ", fitting.Select(key => key.Version))}. Specify more of it."),
        };
    }
}
