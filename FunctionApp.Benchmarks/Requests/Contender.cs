using BotGateway.Benchmarks.Serving;

namespace BotGateway.Benchmarks.Requests;

/// <summary>A server that is measured with one kind of token.</summary>
/// <param name="TakesTokensOnce">Whether it is a gateway, which accepts no token twice and tells its totals.</param>
/// <param name="Bound">The contender that it is compared with; null if there is none.</param>
internal sealed record Contender(string Name, ServerProcess Server, bool TakesTokensOnce, Contender? Bound = null)
{
    public List<Sample> Samples { get; } = [];

    public Spread Of(Func<Sample, double> value) => Spread.Of(Samples.Select(value));

    /// <summary>How its requests per second compare with another's in the same round.</summary>
    public Spread RatioTo(Contender other) => Spread.Of(Samples.Zip(other.Samples, (own, others) => own.PerSecond / others.PerSecond));

    /// <summary>The other's processor time as a share of its own with the vault's: less disturbed on a busy machine.</summary>
    public Spread ProcessorRatioTo(Contender other) => Spread.Of(
        Samples.Zip(other.Samples, (own, others) => others.Milliseconds / (own.Milliseconds + own.VaultMilliseconds)));
}

/// <summary>One load; processor time and storage operations are those of a request.</summary>
/// <param name="Milliseconds">Processor time of the server, without the vault's.</param>
/// <param name="VaultMilliseconds">Processor time of the vault's work.</param>
internal sealed record Sample(double PerSecond, double Milliseconds, double VaultMilliseconds, double StorageOperations);
