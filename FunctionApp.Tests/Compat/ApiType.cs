using System.Reflection;
using System.Runtime.CompilerServices;

namespace BotGateway.Tests.Compat;

/// <summary>Writes a type and everything of it that other assemblies can see as a listing does.</summary>
internal sealed class ApiType(Type type)
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public string Name => $"{type.Namespace}: {Kind} {(type.IsNested ? $"{type.DeclaringType!.Name}." : "")}{type.Name}";

    public IEnumerable<string> Bases =>
        type.IsEnum || IsDelegate
            ? []
            : type.GetInterfaces().Prepend(type.BaseType)
                .Where(candidate => candidate is not null && candidate != typeof(object) && candidate != typeof(ValueType))
                .Select(candidate => ApiTypeName.Of(candidate!));

    public IEnumerable<string> Members =>
        type.IsEnum ? Enum.GetValues(type).Cast<Enum>().Select(value => $"{value} = {value:D}")
        : IsDelegate ? [ApiMember.Signature(type.GetMethod("Invoke")!)]
        : [.. Usage(), .. Constructors(), .. Properties(), .. Methods(), .. FieldsAndEvents()];

    /// <summary>Whether other assemblies can derive from it or implement it, and then owe it every abstract member.</summary>
    public bool CanBeCompletedElsewhere =>
        type.IsInterface || (type.IsAbstract && !type.IsSealed && type.GetConstructors(Declared).Any(ApiMember.IsVisible));

    private bool IsDelegate => type.IsSubclassOf(typeof(Delegate));

    private string Kind => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly struct" : "struct",
        _ when IsDelegate => "delegate",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private IEnumerable<string> Usage() =>
        type.GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType == typeof(AttributeUsageAttribute))
            .Select(attribute => string.Join(
                ", ",
                attribute.ConstructorArguments.Select(argument => $"({argument.ArgumentType.Name}){argument.Value}")
                    .Concat(attribute.NamedArguments.Select(argument => $"{argument.MemberName} = {argument.TypedValue.Value}"))))
            .Select(arguments => $"[AttributeUsage({arguments.Replace("= False", "= false")})]");

    private IEnumerable<string> Constructors() => type.GetConstructors(Declared).Where(ApiMember.IsVisible).Select(ApiMember.Of);

    private IEnumerable<string> Properties() =>
        type.GetProperties(Declared)
            .Where(property => property.GetAccessors(nonPublic: true).Any(ApiMember.IsVisible))
            .Select(ApiMember.Of);

    private IEnumerable<string> Methods()
    {
        var accessors = type.GetProperties(Declared).SelectMany(property => property.GetAccessors(nonPublic: true)).ToHashSet();
        return type.GetMethods(Declared).Where(method => ApiMember.IsVisible(method) && !accessors.Contains(method)).Select(ApiMember.Of);
    }

    // The official types show none, so how these are written does not matter.
    private IEnumerable<string> FieldsAndEvents() =>
        type.GetFields(Declared)
            .Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly)
            .Select(field => $"field {field.Name}")
            .Concat(type.GetEvents(Declared)
                .Where(happening => ApiMember.IsVisible(happening.AddMethod))
                .Select(happening => $"event {happening.Name}"));
}
