namespace BotGateway.Tests.Telemetry;

/// <summary>What the exporter of Azure Monitor tells its makers of its own use, from a test too.</summary>
internal static class ExporterStatistics
{
    public static void SwitchOff() => Environment.SetEnvironmentVariable("APPLICATIONINSIGHTS_STATSBEAT_DISABLED", "true");
}
