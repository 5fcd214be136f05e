using System.Net;
using BotGateway.Scheduling;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Webhooks;

internal static class WebhookServices
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services) => services
        .AddSingleton(new OutboxTable("routines"))
        .AddSingleton(new OutboxTable("jobs"))
        .AddSingleton<Outbox>()
        .AddSingleton<OutboxStore>()
        .AddSingleton<ITickStep, WebhookDispatch>()
        .AddSingleton<IWorkStep, WebhookDelivery>()
        .AddSingleton<HostResolver>(Dns.GetHostAddressesAsync)
        .AddSingleton<PublicConnector>()
        .AddSingleton<WebhookSender>();
}
