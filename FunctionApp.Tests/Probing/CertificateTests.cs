using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using BotGateway.Probing;
using BotGateway.Tests.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Probing;

/// <summary>A vault, Table service or model service whose certificate nobody has issued.</summary>
public sealed class CertificateTests
{
    [Fact]
    public async Task The_log_says_in_one_line_that_it_is_not_trusted_and_which_setting_names_the_service()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var serving = ServeAsync(listener, ended.Token);
        var address = $"https://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}";
        var log = new LogRecorder();
        using var app = await GatewayApp.StartAsync(
            new() { ["KeyVault__Uri"] = address, ["Tables__Endpoint"] = address, ["OpenAI__Endpoint"] = address, ["OpenAI__ApiKey"] = "key" },
            services =>
            {
                log.AddTo(services);
                services.AddSingleton(DelegatedTokenCredential.Create((_, _) => new AccessToken("token", DateTimeOffset.MaxValue)));
            });

        var state = await app.Service<HealthProbe>().ProbeAsync(TestContext.Current.CancellationToken);

        Assert.All(state.Parts, part => Assert.False(part.Answers));
        var lines = log.Lines.Where(line => line.Category == typeof(HealthProbe).FullName).Select(line => line.Text.Trim()).ToList();
        Assert.All(
            ["KeyVault__Uri", "Tables__*", "OpenAI__Endpoint"],
            setting => Assert.Single(lines, line => line.Contains($"(setting {setting}) does not respond", StringComparison.Ordinal)));
        Assert.All(lines, line => Assert.Contains("the server's TLS certificate is not trusted", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain('\n', line));

        await ended.CancelAsync();
        await serving;
    }

    private static async Task ServeAsync(TcpListener listener, CancellationToken ended)
    {
        using var key = GatewayKeys.Rsa();
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        while (!ended.IsCancellationRequested)
        {
            try
            {
                using var connection = await listener.AcceptTcpClientAsync(ended);
                await using var tls = new SslStream(connection.GetStream());
                await tls.AuthenticateAsServerAsync(certificate, false, false);
                _ = await tls.ReadAsync(new byte[1], ended);
            }
            catch (Exception left) when (left is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The client has left, as it should.
            }
        }
    }
}
