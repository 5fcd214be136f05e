using System.Net;
using Azure;

namespace BotGateway.Tests.Compat.Vault;

public sealed class VaultErrorTests : IDisposable
{
    private readonly InMemoryVault _vault = new();

    public void Dispose() => _vault.Dispose();

    [Fact]
    public async Task A_missing_key_is_a_404()
    {
        var error = await Refused("missing");

        Assert.Equal((404, "KeyNotFound"), (error.Status, error.ErrorCode));
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "Forbidden")]
    [InlineData(HttpStatusCode.TooManyRequests, "Throttled")]
    [InlineData(HttpStatusCode.BadRequest, "BadParameter")]
    public async Task A_refusal_keeps_its_status_and_code(HttpStatusCode status, string code)
    {
        _vault.Refusal = (status, code);

        var error = await Refused("gateway");

        Assert.Equal(((int)status, code), (error.Status, error.ErrorCode));
    }

    private Task<RequestFailedException> Refused(string name) =>
        Assert.ThrowsAsync<RequestFailedException>(() =>
            _vault.Client(new CountingCredential()).GetKeyAsync(name, cancellationToken: TestContext.Current.CancellationToken));
}
