using System.Security.Cryptography;
using BotGateway.Contracts;

namespace BotGateway.FineTuning.Data;

/// <summary>What is found out about examples while they are checked, one after the other.</summary>
internal sealed class DataReview(DataCheck check) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly WarningList _warnings = new();

    // Of one example; kept, as an example must not allocate anything.
    private readonly List<string> _found = [];
    private long _tokens;

    /// <summary>Takes up an example; its warnings only if it has no faults, which must be mended first.</summary>
    public IReadOnlyList<ExampleFault> Review(ExampleCursor cursor)
    {
        _found.Clear();
        var faults = ExampleCheck.Check(cursor, check.Method, _warnings.IsFull ? null : _found);
        if (faults.Count > 0)
            return faults;

        _hash.AppendData(cursor.Json.Span);
        _hash.AppendData("\n"u8);
        CountTokens(cursor);
        foreach (var message in _found)
            _warnings.Add(new TrainWarning { Field = check.Name, Line = cursor.Line, Message = message });
        return faults;
    }

    public DataSummary Complete(long examples) =>
        new(examples, Convert.ToHexStringLower(_hash.GetHashAndReset()), _warnings, check.CountsTokens ? _tokens : null);

    public void Dispose() => _hash.Dispose();

    // A token has a byte at least.
    private void CountTokens(ExampleCursor cursor)
    {
        if (!check.CountsTokens && cursor.Json.Length <= ExampleTokens.Most)
            return;
        var tokens = ExampleTokens.Count(cursor.Json);
        _tokens += Math.Min(tokens, ExampleTokens.Most);
        if (tokens > ExampleTokens.Most)
            _found.Add($"The example has more than {ExampleTokens.Most} tokens; what is beyond them is not trained on.");
    }
}
