using System.Security.Cryptography;
using BotGateway.Contracts;

namespace BotGateway.FineTuning.Data;

/// <summary>What is found out about examples while they are checked, one after the other.</summary>
internal sealed class DataReview(DataCheck check) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly WarningList _warnings = new();
    private long _tokens;

    /// <summary>Takes up an example; its warnings only if it has no faults, which must be mended first.</summary>
    public IReadOnlyList<ExampleFault> Review(ExampleCursor cursor)
    {
        var warnings = _warnings.IsFull ? null : new List<string>();
        var faults = ExampleCheck.Check(cursor, check.Method, warnings);
        if (faults.Count > 0)
            return faults;

        _hash.AppendData(cursor.Json.Span);
        _hash.AppendData("\n"u8);
        CountTokens(cursor, warnings);
        foreach (var message in warnings ?? [])
            _warnings.Add(new TrainWarning { Field = check.Name, Line = cursor.Line, Message = message });
        return faults;
    }

    public DataSummary Complete(long examples) =>
        new(examples, Convert.ToHexStringLower(_hash.GetHashAndReset()), _warnings, check.CountsTokens ? _tokens : null);

    public void Dispose() => _hash.Dispose();

    // A token has a byte at least.
    private void CountTokens(ExampleCursor cursor, List<string>? warnings)
    {
        if (!check.CountsTokens && cursor.Json.Length <= ExampleTokens.Most)
            return;
        var tokens = ExampleTokens.Count(cursor.Json);
        _tokens += Math.Min(tokens, ExampleTokens.Most);
        if (tokens > ExampleTokens.Most)
            warnings?.Add($"The example has more than {ExampleTokens.Most} tokens; what is beyond them is not trained on.");
    }
}
