using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using BotGateway.LocalHost.Azurite;
using BotGateway.Tests.Protocol;

[assembly: AssemblyFixture(typeof(NodeClient))]

namespace BotGateway.Tests.Protocol;

/// <summary>client.mjs in one Node process for all tests, so that the gateway's cryptography is tested against another's.</summary>
public sealed class NodeClient : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Wire = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    // Without Node on the PATH this throws, and says so.
    private readonly Process _node = NodeProcess.Start(Path.Combine(AppContext.BaseDirectory, "Protocol"), "client.mjs", [], []);
    private readonly SemaphoreSlim _turn = new(1);

    public async Task<SealedRequest> SealAsync(SealedOrder order)
    {
        await _turn.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            await _node.StandardInput.WriteLineAsync(JsonSerializer.Serialize(order, Wire));
            var line = await _node.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
                ?? throw new InvalidOperationException(
                    $"client.mjs has ended: {await _node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)}");
            var sealedRequest = JsonSerializer.Deserialize<SealedRequest>(line, Wire)!;
            return sealedRequest.Error is null ? sealedRequest : throw new InvalidOperationException($"client.mjs: {sealedRequest.Error}");
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
