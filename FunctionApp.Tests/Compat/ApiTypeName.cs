using System.Reflection;

namespace BotGateway.Tests.Compat;

/// <summary>Writes a type as a listing does: C# keywords, no namespaces, a question mark where it may be null.</summary>
internal static class ApiTypeName
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(double)] = "double",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(void)] = "void",
    };

    public static string Of(Type type, NullabilityInfo? nullability = null)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Of(value) + "?";

        var mark = nullability?.ReadState == NullabilityState.Nullable ? "?" : "";
        return type.IsArray
            ? $"{Of(type.GetElementType()!, nullability?.ElementType)}[]{mark}"
            : Plain(type, nullability) + mark;
    }

    private static string Plain(Type type, NullabilityInfo? nullability)
    {
        if (!type.IsGenericType)
            return Keywords.GetValueOrDefault(type, type.Name);

        var arguments = type.GetGenericArguments()
            .Select((argument, i) => Of(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(i)));
        return $"{type.Name.Split('`')[0]}<{string.Join(", ", arguments)}>";
    }
}
