using Microsoft.Azure.Functions.Worker;

namespace BotGateway.LocalHost.Hosting;

/// <summary>One invocation of a function.</summary>
/// <param name="trace">The caller's trace; null for none.</param>
internal sealed class Invocation(string function, IServiceProvider services, CancellationToken cancellationToken, Trace? trace = null) : FunctionContext
{
    public override string InvocationId { get; } = NewId();

    public override string FunctionId => function;

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override IDictionary<object, object> Items { get => field ??= new Dictionary<object, object>(); set; }

    public override CancellationToken CancellationToken => cancellationToken;

    public override TraceContext TraceContext { get; } = trace ?? new Trace("", "");

    public override BindingContext BindingContext => throw HostOnly();

    public override RetryContext RetryContext => throw HostOnly();

    public override FunctionDefinition FunctionDefinition => throw HostOnly();

    public override IInvocationFeatures Features => throw HostOnly();

    // Unique but not secret: cryptographic randomness takes a call to the kernel for each.
    private static string NewId()
    {
        Span<byte> random = stackalloc byte[16];
        Random.Shared.NextBytes(random);
        (random[6], random[8]) = ((byte)(0x40 | (random[6] & 0x0F)), (byte)(0x80 | (random[8] & 0x3F))); // Version 4 (RFC 9562).
        return new Guid(random, bigEndian: true).ToString();
    }

    private static NotSupportedException HostOnly() => new("LocalHost does not support this feature of the Functions host.");
}
