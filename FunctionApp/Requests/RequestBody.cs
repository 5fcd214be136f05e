using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace BotGateway.Requests;

/// <summary>The fields of an event's body, read with errors that name them. A field that is null counts as absent.</summary>
/// <param name="element">The body, a JSON object.</param>
public sealed class RequestBody(JsonElement element)
{
    // Table Storage keeps no time before 1601 (Understanding the Table service data model).
    private const int FirstYear = 1601;

    private readonly ReadOnlyMemory<byte> _text;

    /// <param name="element">The body, a JSON object.</param>
    /// <param name="text">What it was parsed from.</param>
    internal RequestBody(JsonElement element, ReadOnlyMemory<byte> text)
        : this(element) => _text = text;

    /// <summary>Finds a field under any of its names.</summary>
    /// <param name="names">The field's names, the canonical one first.</param>
    /// <returns>The value and the name it came under, or null where the field is absent.</returns>
    /// <exception cref="ProblemException">400: two of the names are there with different values.</exception>
    public (JsonElement Value, string Name)? Find(params ReadOnlySpan<string> names)
    {
        (JsonElement Value, string Name)? found = null;
        foreach (var name in names)
        {
            if (element.Find(name) is not { } value)
                continue;
            if (found is { } first && !JsonElement.DeepEquals(first.Value, value))
                throw ProblemException.BadRequest($"'{first.Name}' and '{name}' are the same field and differ.");
            found ??= (value, name);
        }

        return found;
    }

    /// <summary>Finds a field as it stands in the request, for values too large to be read whole.</summary>
    /// <returns>The value's bytes, valid as long as the request; null where the field is absent.</returns>
    internal ReadOnlyMemory<byte>? FindRaw(string name)
    {
        if (Find(name) is not { } field)
            return null;

        var value = JsonMarshal.GetRawUtf8Value(field.Value);
        return _text.IsEmpty ? value.ToArray() : _text.Slice(OffsetOf(value), value.Length);
    }

    /// <summary>Reads a text that must be there and not blank.</summary>
    /// <param name="names">The field's names, the canonical one first.</param>
    /// <returns>The text as it came.</returns>
    /// <exception cref="ProblemException">400: absent, not a string, or blank.</exception>
    public string RequiredText(params ReadOnlySpan<string> names) =>
        OptionalText(names) ?? throw ProblemException.BadRequest($"'{names[0]}' is missing.");

    /// <summary>Reads a text that may be absent, but not blank.</summary>
    /// <param name="names">The field's names, the canonical one first.</param>
    /// <returns>The text as it came, or null.</returns>
    /// <exception cref="ProblemException">400: not a string, or blank.</exception>
    public string? OptionalText(params ReadOnlySpan<string> names)
    {
        if (Find(names) is not { } field)
            return null;
        if (field.Value.ValueKind != JsonValueKind.String)
            throw ProblemException.BadRequest($"'{field.Name}' must be a string.");

        var text = field.Value.GetString()!;
        return string.IsNullOrWhiteSpace(text) ? throw ProblemException.BadRequest($"'{field.Name}' is empty.") : text;
    }

    /// <summary>Reads a number that may be absent.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="least">The least value allowed.</param>
    /// <param name="most">The greatest value allowed.</param>
    /// <returns>The number, or null.</returns>
    /// <exception cref="ProblemException">400: not a number, or out of range.</exception>
    public double? OptionalNumber(string name, double least, double most)
    {
        if (Find(name) is not { } field)
            return null;
        if (field.Value.ValueKind == JsonValueKind.Number && field.Value.TryGetDouble(out var number) && number >= least && number <= most)
            return number;
        throw ProblemException.BadRequest(FormattableString.Invariant($"'{name}' must be a number from {least} to {most}."));
    }

    /// <summary>Reads a whole number that may be absent.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="least">The least value allowed.</param>
    /// <returns>The number, or null.</returns>
    /// <exception cref="ProblemException">400: not a whole number, or too small or large.</exception>
    public int? OptionalInteger(string name, int least)
    {
        if (Find(name) is not { } field)
            return null;
        return field.Value.TryGetWhole(out var number) && number >= least && number <= int.MaxValue
            ? (int)number
            : throw ProblemException.BadRequest($"'{name}' must be an integer from {least} to {int.MaxValue}.");
    }

    /// <summary>Reads a time that may be absent.</summary>
    /// <param name="name">The field's name.</param>
    /// <returns>The time in UTC, or null.</returns>
    /// <exception cref="ProblemException">400: not ISO 8601 with its offset from UTC.</exception>
    public DateTimeOffset? OptionalTime(string name)
    {
        if (OptionalText(name) is not { } text)
            return null;
        return Iso8601.Parse(text) is { Year: >= FirstYear } time
            ? time
            : throw ProblemException.BadRequest($"'{name}' must be a time in ISO 8601, such as '2026-11-24T13:00:00Z'.");
    }

    private int OffsetOf(ReadOnlySpan<byte> value) =>
        (int)Unsafe.ByteOffset(ref MemoryMarshal.GetReference(_text.Span), ref MemoryMarshal.GetReference(value));
}
