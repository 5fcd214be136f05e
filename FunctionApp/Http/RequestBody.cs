using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BotGateway.Contracts;

namespace BotGateway.Http;

/// <summary>Reads the fields of an event's body; errors name the field. A null field counts as absent.</summary>
internal sealed class RequestBody
{
    // The earliest time that Table Storage can store (Understanding the Table service data model).
    private const int FirstYear = 1601;

    // For fields other than texts and training data: parsed JSON takes many times the memory of its text.
    internal const int MostBytes = 64 * 1024;

    // For a text: enough for the 200,000 characters that a setting allows at most, each escaped.
    private const int MostTextBytes = 2 * 1024 * 1024;

    // Null for a small object of which few fields are read, a token's: it is searched for each.
    private readonly IReadOnlyDictionary<string, BodyField>? _fields;
    private readonly JsonElement _element;
    private readonly string _path = "";

    public RequestBody(JsonElement element) => _element = element;

    /// <param name="path">The name of the field that contains this object, followed by a dot.</param>
    private RequestBody(JsonElement element, string path)
        : this(element.EnumerateObject().ToDictionary(property => property.Name, property => new BodyField(property.Value), StringComparer.Ordinal)) => _path = path;

    internal RequestBody(IReadOnlyDictionary<string, BodyField> fields) => _fields = fields;

    /// <summary>The names of all fields that are not null.</summary>
    internal IEnumerable<string> PresentNames => Present.Select(each => each.Key);

    private IEnumerable<KeyValuePair<string, BodyField>> Present =>
        _fields?.Where(each => !each.Value.IsNull)
        ?? (_element.ValueKind == JsonValueKind.Object ? _element.EnumeratePresent() : []).Select(each => KeyValuePair.Create(each.Name, new BodyField(each.Value)));

    /// <summary>Adds the fields to a hash exactly as sent, but independent of their order.</summary>
    internal void AppendFields(IncrementalHash hash, params IEnumerable<string> except)
    {
        foreach (var (name, field) in Present.Where(each => !except.Contains(each.Key)).OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"\n{JsonEncodedText.Encode(name)}:"));
            hash.AppendData(field.Raw.Span);
        }
    }

    internal bool IsNested => _path.Length > 0;

    internal string PathOf(string name) => _path + name;

    internal GatewayException Missing(string name) => GatewayException.Invalid($"'{PathOf(name)}' is missing.");

    /// <returns>The value and the name that was used, or null if the field is absent.</returns>
    /// <exception cref="GatewayException">Invalid: two of the names have different values, or the value is too large.</exception>
    public (JsonElement Value, string Name)? Find(params ReadOnlySpan<string> names) => Find(MostBytes, names) is { } found ? (found.Field.Value, found.Name) : null;

    /// <summary>Finds a field without parsing it, to be read as a stream.</summary>
    /// <returns>The value's UTF-8, valid until the request ends, and the name that was used; null if the field is absent.</returns>
    /// <exception cref="GatewayException">Invalid: two of the names have different values.</exception>
    internal (ReadOnlyMemory<byte> Value, string Name)? FindRaw(params ReadOnlySpan<string> names) =>
        Find(int.MaxValue, names) is { } found ? (found.Field.Raw, found.Name) : null;

    /// <exception cref="GatewayException">Invalid: absent, not a string, or blank.</exception>
    public string RequiredText(params ReadOnlySpan<string> names) =>
        OptionalText(names) ?? throw Missing(names[0]);

    /// <returns>The text as sent, or null.</returns>
    /// <exception cref="GatewayException">Invalid: not a string, or blank.</exception>
    public string? OptionalText(params ReadOnlySpan<string> names)
    {
        if (Find(int.MaxValue, names) is not { } field)
            return null;
        if (!field.Field.IsText)
            throw GatewayException.Invalid($"'{PathOf(field.Name)}' must be a string.");
        if (field.Field.Length > MostTextBytes)
            throw TooLarge(field.Name, MostTextBytes);

        var text = field.Field.Text;
        return string.IsNullOrWhiteSpace(text) ? throw GatewayException.Invalid($"'{PathOf(field.Name)}' is empty.") : text;
    }

    /// <exception cref="GatewayException">Invalid: not a number, or out of range.</exception>
    public double? OptionalNumber(ReadOnlySpan<string> names, double least, double most)
    {
        if (Find(names) is not { } field)
            return null;
        return field.Value.ValueKind == JsonValueKind.Number && field.Value.TryGetDouble(out var number) && number >= least && number <= most
            ? number
            : throw GatewayException.Invalid(FormattableString.Invariant($"'{PathOf(field.Name)}' must be a number from {least} to {most}."));
    }

    /// <exception cref="GatewayException">Invalid: not an integer, or out of range.</exception>
    public int? OptionalInteger(ReadOnlySpan<string> names, int least = int.MinValue, int most = int.MaxValue)
    {
        if (Find(names) is not { } field)
            return null;
        return field.Value.TryGetWhole(out var number) && number >= least && number <= most
            ? (int)number
            : throw GatewayException.Invalid($"'{PathOf(field.Name)}' must be an integer{(least == int.MinValue ? "" : $" from {least} to {most}")}.");
    }

    /// <summary>Reads an optional number, or <c>"auto"</c>.</summary>
    /// <param name="others">Valid numbers outside the range.</param>
    /// <exception cref="GatewayException">Invalid: neither, or out of range.</exception>
    public AutoOrNumber? OptionalAutoOrNumber(ReadOnlySpan<string> names, RangeAttribute range, IEnumerable<object?> others)
    {
        if (Find(names) is not { } field)
            return null;
        if (field.Value.ValueKind == JsonValueKind.String && field.Value.ValueEquals(AutoOrNumber.AutoWord))
            return AutoOrNumber.Auto;
        var isInteger = range.OperandType == typeof(int);
        var (least, most) = (Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture), Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture));
        double number;
        if (field.Value.TryGetWhole(out var whole))
            number = whole;
        else if (isInteger || field.Value.ValueKind != JsonValueKind.Number || !field.Value.TryGetDouble(out number))
            number = double.NaN;
        if ((number >= least && number <= most && !(range.MinimumIsExclusive && number <= least)) || others.Any(other => number.Equals(Convert.ToDouble(other, null))))
            return new AutoOrNumber(number);
        throw GatewayException.Invalid(FormattableString.Invariant(
            $"'{PathOf(field.Name)}' must be \"auto\" or {(isInteger ? "an integer" : "a number")} {(range.MinimumIsExclusive ? "above" : "from")} {least} {(range.MinimumIsExclusive ? "and at most" : "to")} {most}."));
    }

    /// <exception cref="GatewayException">Invalid: not a boolean.</exception>
    public bool? OptionalFlag(params ReadOnlySpan<string> names) => Find(names) switch
    {
        null => null,
        { Value.ValueKind: JsonValueKind.True } => true,
        { Value.ValueKind: JsonValueKind.False } => false,
        { Name: var name } => throw GatewayException.Invalid($"'{PathOf(name)}' must be true or false."),
    };

    /// <exception cref="GatewayException">Invalid: not an object.</exception>
    public RequestBody? OptionalObject(params ReadOnlySpan<string> names) => Find(names) switch
    {
        null => null,
        { Value: { ValueKind: JsonValueKind.Object } value, Name: var name } => new RequestBody(value, $"{PathOf(name)}."),
        { Name: var name } => throw GatewayException.Invalid($"'{PathOf(name)}' must be an object."),
    };

    /// <returns>The time in UTC, or null.</returns>
    /// <exception cref="GatewayException">Invalid: not ISO 8601 with a UTC offset.</exception>
    public DateTimeOffset? OptionalTime(params ReadOnlySpan<string> names)
    {
        if (OptionalText(names) is not { } text)
            return null;
        return Iso8601.Parse(text) is { Year: >= FirstYear } time
            ? time
            : throw GatewayException.Invalid($"'{PathOf(names[0])}' must be a time in ISO 8601, such as '2026-11-24T13:00:00Z'.");
    }

    internal (BodyField Field, string Name)? Find(int mostBytes, params ReadOnlySpan<string> names)
    {
        (BodyField Field, string Name)? found = null;
        foreach (var name in names)
        {
            if (FindField(name) is not { IsNull: false } field)
                continue;
            if (field.Length > mostBytes)
                throw TooLarge(name, mostBytes);
            if (found is { } first && !AreEqual(first.Field, field))
                throw GatewayException.Invalid($"'{PathOf(first.Name)}' and '{PathOf(name)}' are the same field and differ.");
            found ??= (field, name);
        }

        return found;
    }

    private BodyField? FindField(string name) => _fields is not null
        ? _fields.GetValueOrDefault(name)
        : _element.Find(name) is { } value ? new BodyField(value) : null;

    // Identical bytes need not be parsed, which would be expensive for large arrays.
    private static bool AreEqual(BodyField one, BodyField other) =>
        one.Raw.Span.SequenceEqual(other.Raw.Span) || JsonElement.DeepEquals(one.Value, other.Value);

    private GatewayException TooLarge(string name, int mostBytes) => GatewayException.Invalid($"'{PathOf(name)}' is larger than {mostBytes} bytes.");
}
