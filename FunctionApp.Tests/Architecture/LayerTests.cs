using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using BotGateway.Contracts;
using BotGateway.Functions;
using BotGateway.Http;

namespace BotGateway.Tests.Architecture;

/// <summary>Folders of FunctionApp depend on those below them only, so there is no circle.</summary>
public sealed class LayerTests
{
    // From the top: composition, triggers, domain, clients, external services, floor.
    private static readonly string[] Layers =
    [
        "", "Functions", "Hosting", "WebConsole", "Probing", "Erasure", "Routines", "Bots", "FineTuning", "Usage", "Webhooks", "Scheduling", "Events", "Authentication",
        "OpenAI", "KeyVault", "Storage", "Tables", "Telemetry", "Http", "Configuration", "Contracts",
    ];

    private static readonly string[] Domain = ["Erasure", "Routines", "Bots", "FineTuning", "Usage"];

    private static readonly ArchUnitNET.Domain.Architecture App =
        new ArchLoader().LoadAssemblies(typeof(Dispatcher).Assembly, typeof(NewBotRequest).Assembly).Build();

    [Fact]
    public void Every_folder_has_its_place()
    {
        var folders = Types().Select(type => FolderOf(type)).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(Layers.Order(StringComparer.Ordinal), folders);
    }

    [Fact]
    public void Arrows_between_folders_point_down()
    {
        var up = Dependencies().Where(arrow => Array.IndexOf(Layers, FolderOf(arrow.Target)) < Array.IndexOf(Layers, FolderOf(arrow.Origin)));

        Assert.Empty(up.Select(arrow => $"{arrow.Origin.FullName} -> {arrow.Target.FullName}").Distinct());
    }

    [Fact]
    public void The_domain_knows_neither_HTTP_statuses_of_the_framework_nor_the_functions_worker()
    {
        var foreign = Types().Where(type => Domain.Contains(FolderOf(type))).SelectMany(type => type.Dependencies)
            .Where(arrow => arrow.Target.FullName == "System.Net.HttpStatusCode" || arrow.Target.FullName.StartsWith("Microsoft.Azure.Functions.", StringComparison.Ordinal));

        Assert.Empty(foreign.Select(arrow => $"{arrow.Origin.FullName} -> {arrow.Target.FullName}").Distinct());
    }

    [Fact]
    public void HTTP_statuses_of_errors_exist_where_answers_are_written()
    {
        var readers = Types().SelectMany(type => type.Dependencies).Where(arrow => arrow.Target.FullName == typeof(ErrorStatus).FullName)
            .Select(arrow => FolderOf(arrow.Origin)).Distinct();

        Assert.Equal(["Http", "Telemetry"], readers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Answers_are_records_and_no_JSON_objects()
    {
        var untyped = Types().Where(type => !new[] { "OpenAI", "Http" }.Contains(FolderOf(type))).SelectMany(type => type.Dependencies)
            .Where(arrow => arrow.Target.FullName == "System.Text.Json.Nodes.JsonObject");

        Assert.Empty(untyped.Select(arrow => arrow.Origin.FullName).Distinct());
    }

    private static IEnumerable<IType> Types() => App.Types.Where(IsOurs);

    private static IEnumerable<(IType Origin, IType Target)> Dependencies() =>
        Types().SelectMany(type => type.Dependencies).Where(arrow => IsOurs(arrow.Target)).Select(arrow => (arrow.Origin, arrow.Target));

    private static bool IsOurs(IType type) => type.FullName.StartsWith("BotGateway.", StringComparison.Ordinal) && !type.FullName.Contains('<', StringComparison.Ordinal);

    private static string FolderOf(IType type) => type.Namespace.FullName.Split('.') is [_, var folder, ..] ? folder : "";
}
