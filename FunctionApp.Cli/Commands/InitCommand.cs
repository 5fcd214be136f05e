using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BotGateway.Cli.Profiles;

namespace BotGateway.Cli.Commands;

/// <summary><c>init</c>: makes a key pair and writes the profile.</summary>
internal static partial class InitCommand
{
    // The gateway takes longer keys too, but every request is signed.
    private const int KeyBits = 2048;

    public static Command Create(Tool tool)
    {
        var words = tool.Words;
        var url = CommonOptions.Text("--url", "URL", words[
            $"The gateway's address [default: {Profile.DefaultUrl}]",
            $"La dirección de la pasarela [por defecto: {Profile.DefaultUrl}]"]);
        var client = CommonOptions.Text("--client", "ID", words[
            $"The client id [default: {Profile.DefaultClient}]",
            $"El identificador del cliente [por defecto: {Profile.DefaultClient}]"]);
        var audience = CommonOptions.Text("--audience", "NAME", words[
            $"The gateway's Auth__Audience [default: {Profile.DefaultAudience}]",
            $"El Auth__Audience de la pasarela [por defecto: {Profile.DefaultAudience}]"]);
        var key = CommonOptions.Text("--key", "FILE", words["Use this private key and make none", "Usar esta clave privada y no crear otra"]);
        var local = CommonOptions.Flag("--local", words[
            "Use LocalHost's client default, with the key in .local/keys",
            "Usar el cliente default de LocalHost, con la clave de .local/keys"]);
        var force = CommonOptions.Flag("--force", words["Replace the profile", "Reemplazar el perfil"]);
        return tool.Command(
            "init",
            words[
                "Make a key pair and a profile, and print what to hand to the operator",
                "Crea un par de claves y un perfil, y muestra qué entregar al operador"],
            (run, _) =>
            {
                var isLocal = run.Get(local);
                var id = run.Get(client) ?? Profile.DefaultClient;
                if (isLocal && (run.Get(client) ?? run.Get(key)) is not null)
                    throw ToolException.Usage(words["--local has its own client and key.", "--local tiene su propio cliente y su propia clave."]);
                if (!ClientId().IsMatch(id))
                {
                    throw ToolException.Usage(words[
                        "--client must be 1 to 64 characters of a to z, 0 to 9 and hyphen.",
                        "--client debe tener de 1 a 64 caracteres: a a z, 0 a 9 y guion."]);
                }

                var folder = run.Profiles;
                if (File.Exists(folder.File) && !run.Get(force))
                    throw ToolException.Usage(words[$"{folder.File} exists: --force replaces it.", $"{folder.File} ya existe: --force lo reemplaza."]);

                var given = isLocal ? Path.Combine(run.Terminal.Directory, ".local", "keys", "client-default-private.pem") : run.Get(key);
                var profile = new Profile
                {
                    Url = Profile.Endpoint(run.Get(url) ?? Profile.DefaultUrl, words).AbsoluteUri,
                    Client = id,
                    Audience = run.Get(audience) ?? Profile.DefaultAudience,
                    Key = given is null ? Path.Combine(folder.Path, $"client-{id}-private.pem") : Path.GetFullPath(given, run.Terminal.Directory),
                };
                var publicKey = given is null ? MakePair(folder, profile.Key, words) : null;
                if (publicKey is null)
                    profile.Connect(words).Dispose();
                folder.Save(profile);
                Report(run, profile, publicKey);
                return Task.FromResult(ExitCode.Ok);
            },
            url, client, audience, key, local, force);
    }

    private static string MakePair(ProfileFolder folder, string file, Words words)
    {
        // Also with --force: a key that the operator knows cannot be made again.
        if (File.Exists(file))
            throw ToolException.Usage(words[$"{file} exists: use it with --key, or move it.", $"{file} ya existe: úsalo con --key o muévelo."]);
        using var pair = RSA.Create(KeyBits);
        ProfileFolder.Write(file, pair.ExportPkcs8PrivateKeyPem() + "\n", isPrivate: true);
        ProfileFolder.Write(PublicFile(file), pair.ExportSubjectPublicKeyInfoPem() + "\n", isPrivate: false);
        return Convert.ToBase64String(pair.ExportSubjectPublicKeyInfo());
    }

    private static void Report(Invocation run, Profile profile, string? publicKey)
    {
        var words = run.Words;
        if (run.Output.IsJson)
        {
            var json = new JsonObject
            {
                ["profile"] = run.Profiles.File,
                ["url"] = profile.Url,
                ["client"] = profile.Client,
                ["audience"] = profile.Audience,
                ["key"] = profile.Key,
            };
            if (publicKey is not null)
                (json["public_key_file"], json["public_key"]) = (PublicFile(profile.Key), publicKey);
            run.Output.WriteJson(json);
            return;
        }

        run.Output.Text(words[$"The profile is in {run.Profiles.File}.", $"El perfil está en {run.Profiles.File}."]);
        if (publicKey is null)
        {
            run.Output.Text(words["Next: bots check", "Sigue: bots check"]);
            return;
        }

        run.Output.Text(words[
            $"""
            The private key is in {profile.Key}; it never leaves this machine.

            Hand these to the gateway's operator. They are not secret:
              Clients__N__Id         {profile.Client}
              Clients__N__PublicKey  {publicKey}
            The public key is also in {PublicFile(profile.Key)}.
            Once the operator has added the client: bots check
            """,
            $"""
            La clave privada está en {profile.Key}; no sale de esta máquina.

            Entrega esto al operador de la pasarela. No es secreto:
              Clients__N__Id         {profile.Client}
              Clients__N__PublicKey  {publicKey}
            La clave pública también está en {PublicFile(profile.Key)}.
            Cuando el operador haya agregado el cliente: bots check
            """]);
    }

    private static string PublicFile(string privateFile) => privateFile.Replace("-private.pem", "-public.pem", StringComparison.Ordinal);

    [GeneratedRegex(@"\A[a-z0-9-]{1,64}\z")]
    private static partial Regex ClientId();
}
