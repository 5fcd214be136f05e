using System.Globalization;
using System.Reflection;
using BotGateway.Authentication;
using BotGateway.Bots.Threads;
using BotGateway.FineTuning.Datasets;
using BotGateway.Http;
using BotGateway.KeyVault;
using BotGateway.OpenAI;
using BotGateway.Scheduling;
using BotGateway.Tables;
using BotGateway.Usage;
using BotGateway.Webhooks;

namespace BotGateway.Tests.Documents;

/// <summary>A setting as the options classes have it.</summary>
/// <param name="Name">As an app setting, for instance <c>Tables__Endpoint</c>; of the list of clients <c>Clients__N__Id</c>.</param>
/// <param name="Default">Its value where nobody sets it; null or empty for none.</param>
internal sealed record Setting(string Name, string? Default)
{
    private static readonly object[] Options =
    [
        new VaultOptions(), new TablesOptions(), new OpenAIOptions(), new ClientOptions(), new AuthOptions(), new MessagingOptions(),
        new RequestLimits(), new OpenApiOptions(), new SchedulerOptions(), new DatasetOptions(), new PriceOptions(), new WebhookOptions(),
    ];

    /// <summary>All settings of the app. A timer's schedule is a flat one, which the host reads from its attribute.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        new Setting("SchedulerSchedule", null),
        .. from options in Options
           let section = (string)options.GetType().GetField("Section")!.GetRawConstantValue()!
           from property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
           where property.CanWrite
           select new Setting(
               $"{section}__{(section is ClientOptions.Section or PriceOptions.Section ? "N__" : "")}{property.Name}",
               Text(property.GetValue(options))),
    ];

    private static string? Text(object? value) => value switch
    {
        bool isOn => isOn ? "true" : "false",
        Enum name => name.ToString().ToLowerInvariant(),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>The options classes of the app by the name of their field <c>Section</c>, to see that none is forgotten above.</summary>
    public static IEnumerable<Type> Classes => typeof(GatewayServices).Assembly.GetTypes()
        .Where(type => type.GetField("Section", BindingFlags.Public | BindingFlags.Static) is not null);

    public static IEnumerable<Type> Listed => Options.Select(options => options.GetType());
}
