using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotGateway.Contracts;

namespace BotGateway.Http;

/// <summary>A field of a request record, read with errors that name it.</summary>
internal sealed class RequestField
{
    private readonly JsonPropertyInfo _property;
    private readonly Type _type;
    private readonly RangeAttribute? _range;
    private readonly object?[] _allowed;
    private readonly string[] _names;

    public RequestField(JsonPropertyInfo property)
    {
        _property = property;
        _type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        _range = Find<RangeAttribute>(property);
        _allowed = Find<AllowedValuesAttribute>(property)?.Values ?? [];
        _names = [property.Name, .. Find<AliasAttribute>(property)?.Names ?? []];
    }

    /// <summary>The field's accepted names, the canonical one first.</summary>
    public IReadOnlyList<string> Names => _names;

    public Type ValueType => _type;

    private bool IsRaw => _type == typeof(RawJson);

    /// <summary>Copies the field in its canonical form into the JSON that is deserialized.</summary>
    /// <exception cref="GatewayException">Invalid: missing, of the wrong type, or out of range.</exception>
    public void Copy(RequestBody body, Utf8JsonWriter writer)
    {
        if (IsRaw)
            return;
        if (!TryCopy(body, writer) && _property.IsRequired)
            throw body.Missing(_names[0]);
    }

    /// <summary>Passes a field of training data on without parsing it.</summary>
    public void SetRaw(RequestBody body, object request)
    {
        if (IsRaw && body.FindRaw(_names) is { } raw)
            _property.Set!(request, new RawJson(raw.Value) { Field = raw.Name });
    }

    private static T? Find<T>(JsonPropertyInfo property)
        where T : Attribute =>
        property.AttributeProvider?.GetCustomAttributes(typeof(T), inherit: false).OfType<T>().FirstOrDefault();

    private bool TryCopy(RequestBody body, Utf8JsonWriter writer)
    {
        if (_type == typeof(string))
            return Write(writer, ReadText(body), writer.WriteStringValue);
        if (_type == typeof(bool))
            return Write(writer, body.OptionalFlag(_names), flag => writer.WriteBooleanValue(flag!.Value));
        if (_type == typeof(int))
            return Write(writer, ReadInteger(body), number => writer.WriteNumberValue(number!.Value));
        if (_type == typeof(double))
            return Write(writer, ReadNumber(body), number => writer.WriteNumberValue(number!.Value));
        if (_type == typeof(DateTimeOffset))
            return Write(writer, body.OptionalTime(_names), time => writer.WriteStringValue(Iso8601.Exact(time!.Value)));
        if (_type == typeof(AutoOrNumber))
            return Write(writer, body.OptionalAutoOrNumber(_names, _range!, _allowed), value => JsonSerializer.Serialize(writer, value!.Value, ContractsJson.Default.AutoOrNumber));
        if (_type == typeof(IReadOnlyDictionary<string, string>))
            return Write(writer, body.OptionalObject(_names), texts => CopyTexts(texts!, writer));
        return Write(writer, body.OptionalObject(_names), nested => RequestContract.Of(_type).Copy(nested!, writer));
    }

    private bool Write<T>(Utf8JsonWriter writer, T? value, Action<T?> write)
    {
        if (value is null)
            return false;
        writer.WritePropertyName(_property.Name);
        write(value);
        return true;
    }

    private string? ReadText(RequestBody body)
    {
        var text = body.OptionalText(_names);
        return text is null || _allowed.Length == 0 || _allowed.Contains(text)
            ? text
            : throw GatewayException.Invalid($"'{body.PathOf(_names[0])}' must be one of: {string.Join(", ", _allowed)}.");
    }

    private static void CopyTexts(RequestBody texts, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var name in texts.PresentNames)
            writer.WriteString(name, texts.RequiredText(name));
        writer.WriteEndObject();
    }

    private int? ReadInteger(RequestBody body) =>
        _range is null ? body.OptionalInteger(_names) : body.OptionalInteger(_names, (int)_range.Minimum, (int)_range.Maximum);

    private double? ReadNumber(RequestBody body) => body.OptionalNumber(_names, Convert.ToDouble(_range!.Minimum, null), Convert.ToDouble(_range.Maximum, null));
}
