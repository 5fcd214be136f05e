using System.Runtime.CompilerServices;

namespace BotGateway.Tests;

/// <summary>Environment variables of this process and of those that it starts.</summary>
internal static class TestVariables
{
    [ModuleInitializer]
    public static void Set()
    {
        // A process of seconds has no use for code that is optimized twice.
        Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");
        // Otherwise the exporter of Azure Monitor tells its makers of its use.
        Environment.SetEnvironmentVariable("APPLICATIONINSIGHTS_STATSBEAT_DISABLED", "true");
    }
}
