using System.Net;
using BotGateway.LocalHost.Client;
using BotGateway.Webhooks;

namespace BotGateway.Tests.Webhooks;

/// <summary>A webhook reaches the public internet and nothing else.</summary>
public sealed class PublicAddressTests(TableService tables)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("168.63.129.15")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("2606:4700:4700::1111")]
    public void It_is_public(string address)
    {
        Assert.True(PublicAddress.Is(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.255")]
    [InlineData("168.63.129.16")]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.130.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.0.2.1")]
    [InlineData("192.88.99.1")]
    [InlineData("192.168.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:0:10.0.0.1")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("64:ff9b:1::10.0.0.1")]
    [InlineData("100::1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:a9fe:a9fe::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("3fff::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void It_is_not_public(string address)
    {
        Assert.False(PublicAddress.Is(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("1.1.1.1", "127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    public async Task A_name_with_an_address_that_is_not_public_is_not_connected_to(params string[] addresses)
    {
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().WithBot().WithLog()
            .WithSetting("Webhooks:AllowPrivateAddresses", "false")
            .WithSetting("Clients:0:WebhookUrl", $"https://hooks.example:{receiver.Address.Port}/")
            .WithService<HostResolver>((_, _) => Task.FromResult(Array.ConvertAll(addresses, IPAddress.Parse)))
            .StartAsync();
        await gateway.ActAsync("run", await gateway.ScheduleAsync("0 0 1 7 *"));

        await gateway.TickAsync(Cancellation);

        Assert.Equal("forbidden", Outcome(gateway));
    }

    // Whatever a second look at the name would find, the connection goes to what was checked.
    [Fact]
    public async Task A_name_is_resolved_once_for_a_connection()
    {
        var lookups = 0;
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().WithBot().WithLog()
            .WithSetting("Clients:0:WebhookUrl", $"http://localhost:{receiver.Address.Port}/")
            .WithService<HostResolver>((_, _) => Task.FromResult(
                new[] { Interlocked.Increment(ref lookups) == 1 ? IPAddress.Loopback : throw new InvalidOperationException("A second lookup.") }))
            .StartAsync();
        await gateway.ActAsync("run", await gateway.ScheduleAsync("0 0 1 7 *"));

        await gateway.TickAsync(Cancellation);

        Assert.Equal(("delivered", 1), (Outcome(gateway), lookups));
    }

    [Theory]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://localhost")]
    [InlineData("http://[::1]")]
    [InlineData("https://0x7f.1")]
    [InlineData("https://2130706433")]
    [InlineData("https://169.254.169.254")]
    [InlineData("https://[::ffff:169.254.169.254]")]
    public async Task An_address_that_is_not_public_is_not_connected_to_however_it_is_written(string origin)
    {
        await using var receiver = await WebhookReceiver.StartAsync(cancellationToken: Cancellation);
        await using var gateway = await new GatewayBuilder(tables).WithWebhook(receiver.Address).WithClock().WithBot().WithLog()
            .WithSetting("Webhooks:AllowPrivateAddresses", "false")
            .WithSetting("Clients:0:WebhookUrl", $"{origin}:{receiver.Address.Port}/latest/meta-data")
            .StartAsync();
        await gateway.ActAsync("run", await gateway.ScheduleAsync("0 0 1 7 *"));

        await gateway.TickAsync(Cancellation);

        Assert.Equal("forbidden", Outcome(gateway));
        Assert.False(receiver.Received.TryRead(out _));
    }

    private static string? Outcome(Gateway gateway) =>
        Assert.Single(gateway.Log.Lines, line => line.Category == typeof(WebhookDelivery).FullName).Values["Outcome"];
}
