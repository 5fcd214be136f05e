using System.Globalization;
using System.Runtime.InteropServices;

namespace BotGateway.Cli;

/// <summary>Selects the user's language.</summary>
internal sealed partial class Words(bool isSpanish)
{
    public const string Option = "--lang";
    public const string Variable = "BOTS_LANG";
    public const string Spanish = "es";
    public const string English = "en";

    public string this[string english, string spanish] => isSpanish ? spanish : english;

    /// <summary>Reads the language before the command line is parsed, because help and errors are in it too.</summary>
    public static Words For(IReadOnlyList<string> arguments, Func<string, string?> environment) =>
        new((OptionIn(arguments) ?? NonEmpty(environment(Variable)) ?? LocaleOf(environment))
            .StartsWith(Spanish, StringComparison.OrdinalIgnoreCase));

    /// <summary>System.CommandLine has a Spanish translation of its own.</summary>
    public void UseForFramework() => CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture =
        isSpanish ? CultureInfo.GetCultureInfo(Spanish) : CultureInfo.InvariantCulture;

    private static string? OptionIn(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count && arguments[i] != "--"; i++)
        {
            if (arguments[i] == Option && i + 1 < arguments.Count)
                return arguments[i + 1];
            if (arguments[i].StartsWith($"{Option}=", StringComparison.Ordinal) || arguments[i].StartsWith($"{Option}:", StringComparison.Ordinal))
                return arguments[i][(Option.Length + 1)..];
        }

        return null;
    }

    private static string LocaleOf(Func<string, string?> environment) =>
        NonEmpty(environment("LC_ALL")) ?? NonEmpty(environment("LC_MESSAGES")) ?? NonEmpty(environment("LANG"))
        ?? (OperatingSystem.IsWindows() ? LocaleOfWindows() : "");

    // CultureInfo does not know it with invariant globalization.
    private static string LocaleOfWindows()
    {
        var name = new char[85];
        return GetUserDefaultLocaleName(name, name.Length) > 0 ? new string(name) : "";
    }

    private static string? NonEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;

#pragma warning disable SYSLIB1054 // LibraryImport needs unsafe code.
    [DllImport("kernel32", CharSet = CharSet.Unicode, ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int GetUserDefaultLocaleName([Out] char[] name, int length);
#pragma warning restore SYSLIB1054
}
