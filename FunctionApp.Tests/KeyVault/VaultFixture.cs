using System.Net.Http.Json;
using System.Text.Json;
using Azure.Core;
using BotGateway.LocalHost.Vault;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.KeyVault;

/// <summary>A local vault on an empty folder, called with plain HTTP.</summary>
public sealed class VaultFixture : IDisposable
{
    private static readonly TokenRequestContext KeyVault = new(["https://vault.azure.net/.default"]);

    public VaultFixture()
    {
        Store = new(Directory, Clock);
        Vault = new(Directory, Clock);
        Anonymous = new(Vault, disposeHandler: false) { BaseAddress = LocalVault.Address };
        Client = new(Vault) { BaseAddress = LocalVault.Address };
        Client.DefaultRequestHeaders.Authorization = new("Bearer", Vault.Credential.GetToken(KeyVault, default).Token);
    }

    public string Directory { get; } = System.IO.Directory.CreateTempSubdirectory("local-vault-").FullName;

    public FakeTimeProvider Clock { get; } = new();

    public KeyStore Store { get; }

    public LocalVault Vault { get; }

    public HttpClient Anonymous { get; }

    public HttpClient Client { get; }

    public KeyVersion AddRsa(string name = "gateway", string operation = KeyVersion.Decrypt)
    {
        using var key = GatewayKeys.Rsa();
        return Store.Add(name, key, operation);
    }

    public Task<HttpResponseMessage> Get(string path, string query = "") =>
        Client.GetAsync(new Uri($"{path}?api-version=7.4{query}", UriKind.Relative), TestContext.Current.CancellationToken);

    public Task<JsonElement> GetJson(string path, string query = "") => Client.GetFromJsonAsync<JsonElement>(
        new Uri($"{path}?api-version=7.4{query}", UriKind.Relative), TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> Decrypt(string path, object body) => Client.PostAsJsonAsync(
        new Uri($"{path}/decrypt?api-version=7.4", UriKind.Relative), body, TestContext.Current.CancellationToken);

    public static Task<JsonElement> Json(HttpResponseMessage response) =>
        response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);

    public static async Task<string?> ErrorCode(HttpResponseMessage response) =>
        (await Json(response)).GetProperty("error").GetProperty("code").GetString();

    public void Dispose()
    {
        Anonymous.Dispose();
        Client.Dispose();
        System.IO.Directory.Delete(Directory, recursive: true);
    }
}
