using BotGateway.Http;

namespace BotGateway.Tests.OpenAI;

/// <summary>A fault of the gateway's own disk is not the model service's.</summary>
public sealed class OwnDiskTests
{
    private const string Message = "The gateway could not use a temporary file of its own.";

    [Fact]
    public async Task A_full_disk_is_a_500_that_says_so_in_the_log()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a device that is always full.");
        var service = new ScriptedService(ScriptedService.Json(200, """{"id":"file-1"}"""));

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => Service.Over(service).UploadAsync(
            "examples.jsonl",
            _ =>
            {
                using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write);
                full.WriteByte(1);
                full.Flush();
            },
            TestContext.Current.CancellationToken));

        Assert.Equal((ErrorKind.Internal, Message), (problem.Kind, problem.Message));
        Assert.Equal("GatewayException ← IOException No space left on device", SafeExceptionSummary.Of(problem));
        Assert.Empty(service.Requests);
    }

    public static TheoryData<Exception> Faults =>
    [
        new IOException("No space left on device"),
        new DirectoryNotFoundException("Could not find a part of the path '/tmp/x'."),
        new UnauthorizedAccessException("Access to the path '/tmp/x' is denied."),
    ];

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task Whatever_is_wrong_with_the_file_is_a_500(Exception fault)
    {
        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => Service.Over(new ScriptedService()).UploadAsync(
            "examples.jsonl", _ => throw fault, TestContext.Current.CancellationToken));

        Assert.Equal((ErrorKind.Internal, Message), (problem.Kind, problem.Message));
    }

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task So_it_is_while_it_is_being_sent(Exception fault)
    {
        var sending = ScriptedService.Fails(new HttpRequestException("Error while copying content to a stream.", fault));

        var problem = await Operations.FailAsync("azure", "upload", sending, sent: 3);

        Assert.Equal((ErrorKind.Internal, Message), (problem.Kind, problem.Message));
    }
}
