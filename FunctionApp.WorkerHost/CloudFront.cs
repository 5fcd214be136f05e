using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using BotGateway.LocalHost.OpenAI;
using BotGateway.LocalHost.Vault;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Forwarder;

namespace BotGateway.WorkerHost;

/// <summary>
/// The local vault and the simulated model service behind real TLS, and the endpoint that gives an app on Azure its tokens. A process reaches
/// them by their names on Azure: through a proxy, and with a certificate authority of this object's own.
/// </summary>
internal sealed class CloudFront : IAsyncDisposable
{
    // SSL_CERT_FILE is OpenSSL's.
    public const string LinuxOnly = "Only on Linux can a process be given a certificate authority of its own.";

    public static readonly Uri ModelService = SimulatedOpenAI.AzureEndpoint;

    private readonly TemporaryDirectory _directory = new();
    private readonly WebApplication _web;
    private readonly IHttpForwarder _forwarder;
    private readonly HttpMessageInvoker _vault;
    private readonly HttpMessageInvoker _models;

    private CloudFront(string dataDirectory)
    {
        Vault = new LocalVault(dataDirectory, TimeProvider.System);
        Models = new SimulatedOpenAI(dataDirectory, TimeProvider.System);
        _vault = new HttpMessageInvoker(Vault);
        _models = new HttpMessageInvoker(Models);
        var certificate = MakeCertificate(AuthorityFile);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Use(AcceptTunnel);
                listen.UseHttps(certificate);
            });
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        builder.Services.AddHttpForwarder();
        _web = builder.Build();
        _forwarder = _web.Services.GetRequiredService<IHttpForwarder>();
        _web.Run(AnswerAsync);
    }

    public LocalVault Vault { get; }

    public SimulatedOpenAI Models { get; }

    /// <summary>What a process must have in its environment to come here.</summary>
    public Dictionary<string, string?> Environment => new()
    {
        ["HTTPS_PROXY"] = $"http://{Address("https").Authority}",
        ["SSL_CERT_FILE"] = AuthorityFile,
        ["IDENTITY_ENDPOINT"] = new Uri(Address("http"), "msi/token").ToString(),
        ["IDENTITY_HEADER"] = "header",
        ["OpenAI__ApiKey"] = Models.ApiKey,
    };

    private string AuthorityFile => Path.Combine(_directory.Path, "authority.pem");

    /// <param name="dataDirectory">LocalHost's, with the keys of the vault.</param>
    public static async Task<CloudFront> StartAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        var front = new CloudFront(dataDirectory);
        await front._web.StartAsync(cancellationToken);
        return front;
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _vault.Dispose();
        _models.Dispose();
        _directory.Dispose();
    }

    private Uri Address(string scheme) => new(_web.Urls.Single(url => url.StartsWith($"{scheme}:", StringComparison.Ordinal)));

    private Task AnswerAsync(HttpContext context) => context.Request switch
    {
        { Path.Value: "/msi/token" } => GiveTokenAsync(context),
        { Host.Host: var host } when host == LocalVault.Address.Host => ForwardAsync(context, _vault),
        _ => ForwardAsync(context, _models),
    };

    // As App Service's identity endpoint answers (Microsoft Learn, "Use managed identities for App Service", REST endpoint).
    private async Task GiveTokenAsync(HttpContext context)
    {
        var resource = context.Request.Query["resource"].ToString();
        var token = await Vault.Credential.GetTokenAsync(new([$"{resource}/.default"]), context.RequestAborted);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            JsonSerializer.Serialize(new Dictionary<string, string>
            {
                ["access_token"] = token.Token,
                ["expires_on"] = $"{DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds()}",
                ["resource"] = resource,
                ["token_type"] = "Bearer",
            }),
            context.RequestAborted);
    }

    private async Task ForwardAsync(HttpContext context, HttpMessageInvoker service) =>
        await _forwarder.SendAsync(context, $"https://{context.Request.Host}", service);

    // A proxy that knows CONNECT only (RFC 9110, 9.3.6): whatever name it is asked for, the tunnel leads to this server itself.
    private static ConnectionDelegate AcceptTunnel(ConnectionDelegate next) => async connection =>
    {
        var (input, output) = (connection.Transport.Input, connection.Transport.Output);
        SequencePosition end;
        for (var read = await input.ReadAsync(connection.ConnectionClosed); !TryFindEndOfHead(read.Buffer, out end); read = await input.ReadAsync(connection.ConnectionClosed))
        {
            if (read.IsCompleted)
                return;
            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }

        input.AdvanceTo(end);
        await output.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), connection.ConnectionClosed);
        await next(connection);
    };

    private static bool TryFindEndOfHead(ReadOnlySequence<byte> received, out SequencePosition end)
    {
        var reader = new SequenceReader<byte>(received);
        var isThere = reader.TryReadTo(out ReadOnlySequence<byte> _, "\r\n\r\n"u8);
        end = reader.Position;
        return isThere;
    }

    private static X509Certificate2 MakeCertificate(string authorityFile)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Test authority", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var (start, end) = (DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var authority = request.CreateSelfSigned(start, end);
        File.WriteAllText(authorityFile, authority.ExportCertificatePem());

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var server = new CertificateRequest("CN=Test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(LocalVault.Address.Host);
        names.AddDnsName(ModelService.Host);
        server.CertificateExtensions.Add(names.Build());
        using var certificate = server.Create(authority, start, end, [1, 2, 3, 4]);
        using var withKey = certificate.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }
}
