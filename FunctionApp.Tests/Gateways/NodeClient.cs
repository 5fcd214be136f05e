using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using BotGateway.LocalHost.Azurite;

[assembly: AssemblyFixture(typeof(NodeClient))]

namespace BotGateway.Tests.Gateways;

/// <summary>client.mjs in one Node process for all tests, so that the gateway's cryptography is tested against another's.</summary>
public sealed class NodeClient : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    // Without Node on the PATH this throws, and says so.
    private readonly Process _node = NodeProcess.Start(Path.Combine(AppContext.BaseDirectory, "Gateways"), "client.mjs", [], []);
    private readonly SemaphoreSlim _turn = new(1);

    public async Task<EncryptedRequest> EncryptAsync(TokenSpec token)
    {
        await _turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            await _node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(token, Wire));
            var line = await _node.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
                ?? throw new InvalidOperationException(
                    $"client.mjs has ended: {await _node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)}");
            var request = JsonSerializer.Deserialize<EncryptedRequest>(line, Wire)!;
            return request.Error is null ? request : throw new InvalidOperationException($"client.mjs: {request.Error}");
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _node.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _node.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _node.Kill();
        }

        _node.Dispose();
        _turn.Dispose();
    }
}
