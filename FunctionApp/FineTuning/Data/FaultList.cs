using BotGateway.Contracts;
using BotGateway.Http;

namespace BotGateway.FineTuning.Data;

/// <summary>The faults of a file's examples, the first ones by line and the others as a number.</summary>
internal sealed class FaultList
{
    private const int MostKept = 50;

    // With so many, more do not help; describing one takes longer than reading a good example.
    private const int MostCounted = 10_000;

    private readonly List<ExampleFault> _kept = [];
    private int _count;

    public bool IsEmpty => _count == 0;

    public bool IsFull => _count >= MostCounted;

    public void Add(IReadOnlyList<ExampleFault> faults)
    {
        if (faults.Count == 0)
            return;
        _kept.AddRange(faults.Take(MostKept - _kept.Count));
        _count += faults.Count;
    }

    public GatewayException ToProblem(string message)
    {
        if (IsEmpty)
            return GatewayException.Invalid(message);

        return new GatewayException(ErrorKind.Invalid, message)
        {
            Errors = [.. _kept.Select(fault => new ExampleError { Line = fault.Line, Message = fault.Message })],
            MoreErrors = _count > _kept.Count ? _count - _kept.Count : null,
        };
    }
}
