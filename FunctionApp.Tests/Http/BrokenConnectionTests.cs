using System.ClientModel;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Azure;
using BotGateway.Http;

namespace BotGateway.Tests.Http;

public sealed class BrokenConnectionTests
{
    private static readonly IOException Disk = new("No space left on device");
    private static readonly SocketException Socket = new((int)SocketError.ConnectionReset);

    public static TheoryData<Exception> Network =>
    [
        Socket,
        new HttpRequestException("Connection refused"),
        new HttpRequestException("Connection refused", Socket),
        new HttpRequestException("Sending", new IOException("Broken pipe", Socket)),
        new HttpRequestException("TLS", new AuthenticationException("The remote certificate is invalid.")),
        new HttpIOException(HttpRequestError.ResponseEnded),
        new IOException("Unable to read data from the transport connection", Socket),
        new ClientResultException("Retry failed", null, new HttpRequestException("Connection refused", Socket)),
        new RequestFailedException("Connection refused", new HttpRequestException("Connection refused", Socket)),
        new AggregateException(new RequestFailedException(0, "first", null, Disk), new RequestFailedException(0, "last", null, Socket)),
    ];

    public static TheoryData<Exception> Others =>
    [
        Disk,
        new FileNotFoundException(),
        new DirectoryNotFoundException(),
        new EndOfStreamException(),
        new UnauthorizedAccessException(),
        new InvalidOperationException(),
        new HttpRequestException("Error while copying content to a stream.", Disk),
        new HttpRequestException("Error while copying content to a stream.", new UnauthorizedAccessException()),
        new ClientResultException("Retry failed", null, new HttpRequestException("Copying", Disk)),
        new RequestFailedException("Copying", new HttpRequestException("Copying", Disk)),
        new AggregateException(new HttpRequestException("first"), new RequestFailedException("last", Disk)),
    ];

    [Theory]
    [MemberData(nameof(Network), DisableDiscoveryEnumeration = true)]
    public void What_sockets_protocol_and_certificates_do_is_the_networks(Exception fault)
    {
        Assert.True(BrokenConnection.Is(fault));
        Assert.True(BrokenConnection.IsOutage(fault));
    }

    [Theory]
    [MemberData(nameof(Others), DisableDiscoveryEnumeration = true)]
    public void What_a_file_or_a_fault_of_the_gateways_does_is_not(Exception fault)
    {
        Assert.False(BrokenConnection.Is(fault));
        Assert.False(BrokenConnection.IsOutage(fault));
    }

    [Fact]
    public void A_service_that_answers_with_an_error_or_too_late_is_an_outage_but_no_broken_connection()
    {
        Exception[] faults = [new RequestFailedException(403, "No"), new OperationCanceledException(), new AggregateException(new TaskCanceledException())];

        Assert.All(faults, fault => Assert.Equal((false, true), (BrokenConnection.Is(fault), BrokenConnection.IsOutage(fault))));
    }

    [Fact]
    public async Task The_end_of_a_TLS_connection_is_the_networks_though_its_exception_has_nothing_inside()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
        (await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken)).Dispose();
        await using var stream = new SslStream(client.GetStream());

        var ended = await Assert.ThrowsAnyAsync<IOException>(() => stream.AuthenticateAsClientAsync("localhost"));

        Assert.True(BrokenConnection.Is(ended));
    }

    [Fact]
    public void A_file_that_is_not_there_is_no_broken_connection() =>
        Assert.False(BrokenConnection.Is(Assert.ThrowsAny<IOException>(() => File.OpenRead("/no/such/file"))));
}
