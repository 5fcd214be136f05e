using System.Text.Json;

namespace BotGateway.Requests;

/// <summary>The fields of an event's body, read with errors that name them. A field that is null counts as absent.</summary>
public sealed class RequestBody
{
    // Table Storage keeps no time before 1601 (Understanding the Table service data model).
    private const int FirstYear = 1601;

    // Of everything but texts and training data: what it parses to takes many times as much.
    private const int MostBytes = 64 * 1024;

    // Of a text: more than the 200,000 characters that a setting allows at most take, each escaped.
    private const int MostTextBytes = 2 * 1024 * 1024;

    private readonly IReadOnlyDictionary<string, BodyField> _fields;

    /// <summary>Reads fields that are parsed already.</summary>
    /// <param name="element">The object; anything else has no fields.</param>
    public RequestBody(JsonElement element)
        : this(element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().ToDictionary(property => property.Name, property => new BodyField(property.Value), StringComparer.Ordinal)
            : [])
    {
    }

    internal RequestBody(IReadOnlyDictionary<string, BodyField> fields) => _fields = fields;

    /// <summary>Finds a field under any of its names.</summary>
    /// <param name="names">The field's names, the canonical one first.</param>
    /// <returns>The value and the name it came under, or null where the field is absent.</returns>
    /// <exception cref="ProblemException">400: two of the names are there with different values, or it is larger than such a field can be.</exception>
    public (JsonElement Value, string Name)? Find(params ReadOnlySpan<string> names) => Find(MostBytes, names) is { } found ? (found.Field.Value, found.Name) : null;

    /// <summary>Finds a field as it stands in the request, to be read as a stream: nothing is parsed, whatever its size.</summary>
    /// <returns>
    /// The JSON value's UTF-8, checked by <see cref="StrictJson"/>'s rules and valid as long as the request, and the name it came under; null where the
    /// field is absent.
    /// </returns>
    /// <exception cref="ProblemException">400: two of the names are there with different values.</exception>
    internal (ReadOnlyMemory<byte> Value, string Name)? FindRaw(params ReadOnlySpan<string> names) =>
        Find(int.MaxValue, names) is { } found ? (found.Field.Raw, found.Name) : null;

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
        if (Find(int.MaxValue, names) is not { } field)
            return null;
        if (!field.Field.IsText)
            throw ProblemException.BadRequest($"'{field.Name}' must be a string.");
        if (field.Field.Length > MostTextBytes)
            throw TooLarge(field.Name, MostTextBytes);

        var text = field.Field.Value.GetString()!;
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
    /// <param name="most">The greatest value allowed.</param>
    /// <returns>The number, or null.</returns>
    /// <exception cref="ProblemException">400: not a whole number, or too small or large.</exception>
    public int? OptionalInteger(string name, int least, int most = int.MaxValue)
    {
        if (Find(name) is not { } field)
            return null;
        return field.Value.TryGetWhole(out var number) && number >= least && number <= most
            ? (int)number
            : throw ProblemException.BadRequest($"'{name}' must be an integer from {least} to {most}.");
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

    private (BodyField Field, string Name)? Find(int mostBytes, params ReadOnlySpan<string> names)
    {
        (BodyField Field, string Name)? found = null;
        foreach (var name in names)
        {
            if (!_fields.TryGetValue(name, out var field) || field.IsNull)
                continue;
            if (field.Length > mostBytes)
                throw TooLarge(name, mostBytes);
            if (found is { } first && !AreEqual(first.Field, field))
                throw ProblemException.BadRequest($"'{first.Name}' and '{name}' are the same field and differ.");
            found ??= (field, name);
        }

        return found;
    }

    // The same bytes need no parsing, which arrays of any size would otherwise cost.
    private static bool AreEqual(BodyField one, BodyField other) =>
        one.Raw.Span.SequenceEqual(other.Raw.Span) || JsonElement.DeepEquals(one.Value, other.Value);

    private static ProblemException TooLarge(string name, int mostBytes) => ProblemException.BadRequest($"'{name}' is larger than {mostBytes} bytes.");
}
