using Microsoft.Extensions.Logging;

namespace BotGateway.Tests.Configuration;

public sealed class UnknownSettingsTests
{
    [Theory]
    [InlineData("Auth__KeyMinuts", "Auth__KeyMinutes")]
    [InlineData("auth__keyminuts", "Auth__KeyMinutes")]
    [InlineData("Auth__RequestPerSecond", "Auth__RequestsPerSecond")]
    [InlineData("Auth__RequestsBurst", "Auth__RequestBurst")]
    [InlineData("Auth__MaxBytes", "Requests__MaxBytes")]
    [InlineData("Clients__0__Modles", "Clients__0__Models")]
    [InlineData("Clients__0__RequireBodyHsah", "Clients__0__RequireBodyHash")]
    [InlineData("Client__3__Models", "Clients__3__Models")]
    [InlineData("Clients__Id", "Clients__0__Id")]
    [InlineData("KeyVault__Url", "KeyVault__Uri")]
    [InlineData("Tables__EndPoints", "Tables__Endpoint")]
    [InlineData("Table__ConnectionString", "Tables__ConnectionString")]
    [InlineData("OpenAI__BaseModel", "OpenAI__BaseModels")]
    [InlineData("OpenAI_BaseModels", "OpenAI__BaseModels")]
    [InlineData("Open__AI__ApiKey", "OpenAI__ApiKey")]
    [InlineData("Messages__MaxCharacters", "Messaging__MaxCharacters")]
    [InlineData("Scheduler__LostJobDay", "Scheduler__LostJobDays")]
    [InlineData("Clients__0__ConcurentRuns", "Clients__0__ConcurrentRuns")]
    [InlineData("SchedulerShedule", "SchedulerSchedule")]
    [InlineData("Auth__Frobnicate", null)]
    [InlineData("Auth__KeyMinutes__Default", null)]
    [InlineData("Clients__0__X", null)]
    [InlineData("Other__Endpoint", null, false)]
    [InlineData("Other__Id", null, false)]
    [InlineData("AUTH", null, false)]
    [InlineData("PATH", null, false)]
    [InlineData("Scheduler__LostJobDays", null, false)]
    [InlineData("SCHEDULERSCHEDULE", null, false)]
    public async Task A_name_that_no_part_knows_is_a_warning_with_the_nearest_known_one(string name, string? nearest, bool isTold = true)
    {
        var expected = $"Setting '{name}' is not known{(nearest is null ? "." : $"; did you mean '{nearest}'?")} ";

        Assert.Equal(isTold ? [expected] : [], await StartAsync(new() { [name] = "16" }));
    }

    [Fact]
    public async Task Known_names_in_any_case_are_no_warning()
    {
        Assert.Empty(await StartAsync(new() { ["AUTH__KEYMINUTES"] = "5", ["clients__0__models"] = "m" }));
    }

    [Fact]
    public async Task Its_value_is_not_shown()
    {
        Assert.All(await StartAsync(new() { ["OpenAI__ApiKye"] = "UNMISTAKABLE" }), line => Assert.DoesNotContain("UNMISTAKABLE", line, StringComparison.Ordinal));
    }

    private static async Task<List<string>> StartAsync(Dictionary<string, string?> settings)
    {
        var log = new LogRecorder();
        using var app = await GatewayApp.StartAsync(settings, log.AddTo);
        return [.. log.Lines.Where(line => line.Level == LogLevel.Warning).Select(line => line.Text)];
    }
}
