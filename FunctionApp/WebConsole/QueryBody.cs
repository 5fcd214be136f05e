using System.Collections.Specialized;
using System.Globalization;
using System.Text.Json;
using BotGateway.Http;

namespace BotGateway.WebConsole;

/// <summary>Reads a query as a request's body, so that it is checked like one.</summary>
internal static class QueryBody
{
    /// <exception cref="GatewayException">Invalid: a field twice, or a value without a name.</exception>
    public static RequestBody Read(NameValueCollection query, RequestContract contract)
    {
        using var utf8 = new MemoryStream();
        using (var writer = new Utf8JsonWriter(utf8))
        {
            writer.WriteStartObject();
            foreach (var name in query.AllKeys)
            {
                if (name is null || query.GetValues(name) is not [var value])
                    throw GatewayException.Invalid("Each field of the query must have a name and one value.");
                writer.WritePropertyName(name);
                Write(writer, value, contract.TypeOf(name));
            }

            writer.WriteEndObject();
        }

        return new RequestBody(JsonElement.Parse(utf8.ToArray()));
    }

    // What is not of the field's type stays a string, which the contract then rejects by the field's name.
    private static void Write(Utf8JsonWriter writer, string value, Type? type)
    {
        if (type == typeof(int) && int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            writer.WriteNumberValue(number);
        else if (type == typeof(bool) && value is "true" or "false")
            writer.WriteBooleanValue(value == "true");
        else
            writer.WriteStringValue(value);
    }
}
