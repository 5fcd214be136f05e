using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotGateway.Configuration;
using BotGateway.Contracts;

namespace BotGateway.Http;

/// <summary>Reads a body as an event's request record. Checks each field with precise errors, then deserializes the record.</summary>
internal sealed class RequestContract
{
    // The most unknown fields that a response lists, since the sender controls their number.
    private const int MostUnknown = 20;

    private static readonly ConcurrentDictionary<Type, RequestContract> All = new();

    private readonly JsonTypeInfo _type;
    private readonly RequestField[] _fields;
    private readonly string[] _names;

    // For a union: the record of each discriminator value, and the one without a discriminator.
    private readonly string? _discriminator;
    private readonly Dictionary<string, Type> _variants = [];
    private readonly Type? _default;

    private RequestContract(JsonTypeInfo type)
    {
        _type = type;
        _fields = [.. type.Properties.Select(property => new RequestField(property))];
        _names = [.. _fields.SelectMany(field => field.Names)];
        if (type.PolymorphismOptions is not { } union)
            return;
        _discriminator = union.TypeDiscriminatorPropertyName;
        _default = union.DerivedTypes.First(variant => variant.TypeDiscriminator is null).DerivedType;
        foreach (var variant in union.DerivedTypes.Where(variant => variant.TypeDiscriminator is not null))
            _variants[(string)variant.TypeDiscriminator!] = variant.DerivedType;
    }

    public static RequestContract Of(Type type) => All.GetOrAdd(type, static type => new RequestContract(ContractsJson.SerializerOptions.GetTypeInfo(type)));

    /// <returns>The type of a field's values; null if there is no such field.</returns>
    public Type? TypeOf(string name) => _fields.FirstOrDefault(field => field.Names.Contains(name))?.ValueType;

    /// <exception cref="GatewayException">Invalid: a missing or wrong field, which the message names.</exception>
    public (object Request, IReadOnlyList<UnknownField> Unknown) Read(RequestBody body, params IEnumerable<string> known)
    {
        if (_discriminator is not null)
            return Of(Choose(body, _discriminator)).Read(body, [_discriminator, .. known]);

        var utf8 = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(utf8))
            Copy(body, writer);
        var request = JsonSerializer.Deserialize(utf8.WrittenSpan, _type)!;
        foreach (var field in _fields)
            field.SetRaw(body, request);
        return (request, [.. FindUnknown(body, known)]);
    }

    /// <summary>Copies the record's fields in their canonical form.</summary>
    internal void Copy(RequestBody body, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var field in _fields)
            field.Copy(body, writer);
        writer.WriteEndObject();
        // Within a nested object a typo is always an error.
        if (body.IsNested && FindUnknown(body, []).FirstOrDefault() is { } unknown)
            throw unknown.ToProblem();
    }

    private IEnumerable<UnknownField> FindUnknown(RequestBody body, IEnumerable<string> known) => body.PresentNames
        .Except(_names.Concat(known))
        .Take(MostUnknown)
        .Select(name => new UnknownField(body.PathOf(name.Shorten(ShortText.Quoted)), NearestName.Find(name, _names) is { } nearest ? body.PathOf(nearest) : null));

    private Type Choose(RequestBody body, string discriminator)
    {
        if (body.OptionalText(discriminator) is not { } word)
            return _default!;
        return _variants.TryGetValue(word, out var type)
            ? type
            : throw GatewayException.Invalid($"'{discriminator}' is not known; use one of: {string.Join(", ", _variants.Keys)}.");
    }
}
