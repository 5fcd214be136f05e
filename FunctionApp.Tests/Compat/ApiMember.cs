using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace BotGateway.Tests.Compat;

/// <summary>Writes a member as a listing does.</summary>
internal static class ApiMember
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static bool IsVisible(MethodBase? method) => method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    public static string Of(ConstructorInfo constructor) => $"{Modifiers(constructor)}ctor({Parameters(constructor)})";

    public static string Of(MethodInfo method)
    {
        var generic = method.GetGenericArguments().Select(argument => argument.Name).ToList();
        var name = generic.Count == 0 ? method.Name : $"{method.Name}<{string.Join(", ", generic)}>";
        return $"{Modifiers(method)}{Returned(method)} {name}({Parameters(method)})";
    }

    public static string Of(PropertyInfo property)
    {
        var accessors = property.GetAccessors(nonPublic: true).Where(IsVisible).ToList();
        var names = accessors.Select(accessor => accessor.ReturnType != typeof(void) ? "get;" : IsInit(accessor) ? "init;" : "set;");
        var type = ApiTypeName.Of(property.PropertyType, Nullability.Create(property));
        return $"{Modifiers(accessors[0])}{type} {property.Name} {{ {string.Join(' ', names)} }}";
    }

    public static string Signature(MethodInfo invoke) => $"{Returned(invoke)} ({Parameters(invoke)})";

    private static string Returned(MethodInfo method) => ApiTypeName.Of(method.ReturnType, Nullability.Create(method.ReturnParameter));

    private static string Parameters(MethodBase method)
    {
        var extended = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return extended + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var spread = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        var text = $"{spread}{ApiTypeName.Of(parameter.ParameterType, Nullability.Create(parameter))} {parameter.Name}";
        return parameter.HasDefaultValue ? $"{text} = {Constant(parameter)}" : text;
    }

    private static string Constant(ParameterInfo parameter) => parameter.RawDefaultValue switch
    {
        null => "default",
        bool flag => flag ? "true" : "false",
        var value when parameter.ParameterType.IsEnum => Enum.ToObject(parameter.ParameterType, value).ToString()!,
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Modifiers(MethodBase method)
    {
        if (method.DeclaringType!.IsInterface)
            return "";

        var isOverride = method is MethodInfo info && info.GetBaseDefinition() != info;
        return (method.IsPublic ? "" : "protected ")
            + (method.IsStatic ? "static " : "")
            + (isOverride || method.IsFinal ? "" : method.IsAbstract ? "abstract " : method.IsVirtual ? "virtual " : "");
    }

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
}
