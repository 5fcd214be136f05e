using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.Tests.KeyVault;

public sealed class VaultFaultTests : IDisposable
{
    private readonly VaultFixture _vault = new();

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(403)]
    public async Task The_next_calls_fail_as_told_and_then_no_more(int status)
    {
        _vault.AddRsa();
        _vault.Vault.Faults.Next("get-key", Fault.Status(status, retryAfter: 7), times: 2);

        using var first = await _vault.Get("keys/gateway");
        using var second = await _vault.Get("keys/gateway");
        using var third = await _vault.Get("keys/gateway");

        Assert.Equal([status, status, 200], [(int)first.StatusCode, (int)second.StatusCode, (int)third.StatusCode]);
        Assert.Equal(TimeSpan.FromSeconds(7), first.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task A_refused_connection_is_an_exception()
    {
        _vault.Vault.Faults.Next("decrypt", Fault.Refused);

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => _vault.Decrypt("keys/gateway", new { }));

        Assert.Equal(HttpRequestError.ConnectionError, refused.HttpRequestError);
    }

    [Fact]
    public async Task A_call_without_an_answer_ends_when_it_is_cancelled()
    {
        _vault.Vault.Faults.Next("list-versions", Fault.Timeout);
        using var cancellation = new CancellationTokenSource();

        var call = _vault.Client.GetAsync(new Uri("keys/gateway/versions?api-version=7.4", UriKind.Relative), cancellation.Token);
        Assert.False(call.IsCompleted);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Calls_are_counted_without_their_bodies()
    {
        using var get = await _vault.Get("keys/gateway");
        using var decrypt = await _vault.Decrypt("keys/gateway", new { alg = "RSA-OAEP-256", value = "c2VjcmV0" });

        Assert.Equal(
            [new("get-key", "GET", "/keys/gateway", null), new RecordedCall("decrypt", "POST", "/keys/gateway/decrypt", null)],
            _vault.Vault.Calls.All);
        Assert.Equal(1, _vault.Vault.Calls.Count("decrypt"));
    }

    public void Dispose() => _vault.Dispose();
}
