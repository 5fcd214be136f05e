using BotGateway.Authentication;
using BotGateway.Tests.Documents;
using Microsoft.Extensions.Options;

namespace BotGateway.Tests.Configuration;

/// <summary>A setting that is a number, a truth value or a word: what it must be is said in one line, whatever stands there.</summary>
public sealed class SettingTypeTests
{
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["Auth__KeyMinutes"] = "an integer from 1 to 60",
        ["Auth__KeyOutageMinutes"] = "an integer from 1 to 1440",
        ["Auth__Replay"] = "table, memory or off",
        ["Auth__RequestBurst"] = "an integer from 1 to 100000",
        ["Auth__RequestsPerSecond"] = "an integer from 1 to 10000",
        ["Auth__RequireBodyHash"] = "true or false",
        ["Clients__0__ConcurrentJobs"] = "an integer from 1 to 100",
        ["Clients__0__ConcurrentRuns"] = "an integer from 1 to 100",
        ["Clients__0__DailyTokens"] = "an integer of at least 1",
        ["Clients__0__MonthlyTokens"] = "an integer of at least 1",
        ["Clients__0__Deployments"] = "an integer from 1 to 100",
        ["Clients__0__FilesKept"] = "an integer from 0 to 20",
        ["Clients__0__RequireBodyHash"] = "true or false",
        ["Console__Enabled"] = "true or false",
        ["Datasets__Days"] = "an integer from 1 to 365",
        ["Datasets__MaxClientMegabytes"] = "an integer from 1 to 1048576",
        ["Datasets__MaxExamples"] = "an integer from 10 to 1000000",
        ["Datasets__MaxMegabytes"] = "an integer from 1 to 512",
        ["Datasets__MaxParts"] = "an integer from 1 to 10000",
        ["Datasets__MaxPerClient"] = "an integer from 1 to 1000",
        ["Messaging__HistoryTokens"] = "an integer of at least 0",
        ["Messaging__MaxCharacters"] = "an integer from 1 to 200000",
        ["Messaging__MaxCompletionTokens"] = "an integer from 1 to 32768",
        ["OpenAI__AutoDeploy"] = "true or false",
        ["OpenAI__DeploymentCapacity"] = "an integer from 1 to 100000",
        ["OpenAI__IdleUndeployHours"] = "an integer from 0 to 8760",
        ["OpenApi__Enabled"] = "true or false",
        ["Requests__ConcurrentPerClient"] = "an integer from 1 to 1000",
        ["Requests__MaxBytes"] = "an integer from 1 to 52428800",
        ["Requests__UnknownFields"] = "report or reject",
        ["Scheduler__JobAgeSeconds"] = "an integer from 0 to 60",
        ["Scheduler__LostJobDays"] = "an integer from 1 to 3650",
        ["Scheduler__RunHistoryDays"] = "an integer from 1 to 3650",
        ["Webhooks__AllowPrivateAddresses"] = "true or false",
    };

    // The numbers that need not be integers.
    private const string Price = "Prices__0__TrainingPerMillionTokens";
    private static readonly string[] Prices = ["TrainingPerMillionTokens", "InputPerMillionTokens", "CachedInputPerMillionTokens", "OutputPerMillionTokens", "HostingPerHour"];

    // Empty: none.
    private static readonly string[] Optional = ["Clients__0__RequireBodyHash", "Clients__0__DailyTokens", "Clients__0__MonthlyTokens"];

    public static TheoryData<string> Names => [.. Expected.Keys];

    [Fact]
    public void Every_setting_that_is_no_text_is_looked_at_here()
    {
        var typed = from type in Setting.Classes
                    from property in type.GetProperties()
                    where property.CanWrite && property.PropertyType != typeof(string) && property.PropertyType != typeof(Uri)
                    select property.Name;

        Assert.Equal(typed.Order(), Expected.Keys.Select(name => name.Split("__")[^1]).Concat(Prices).Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Any_other_text_stops_the_start_with_one_line(string setting)
    {
        string[] wrong = ["many", " ", "1.5", "yes", "1e0", "0x10", "#1", "5 m", "1,2", "-1", "99999999999", "table,off", "\u0661", "", "null"];

        foreach (var text in wrong.Where(text => text.Length > 0 || !Optional.Contains(setting)))
        {
            var error = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayApp.StartAsync(new() { [setting] = text }));
            Assert.Equal($"Setting '{setting}' must be {Expected[setting]}.", Assert.Single(error.Failures));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Just_beyond_its_limits_a_number_is_wrong_and_at_them_it_is_right(string setting)
    {
        var limits = Expected[setting].Split(' ').Where(word => int.TryParse(word, out _)).Select(int.Parse).ToList();
        foreach (var (limit, beyond) in limits.Zip([-1, 1]))
        {
            var error = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayApp.StartAsync(new() { [setting] = $"{limit + beyond}" }));
            Assert.Equal($"Setting '{setting}' must be {Expected[setting]}.", Assert.Single(error.Failures));

            using var app = await GatewayApp.StartAsync(new() { [setting] = $"{limit}", ["Auth__KeyMinutes"] = $"{(setting == "Auth__KeyMinutes" ? limit : 1)}" });
        }
    }

    [Theory]
    [InlineData("many")]
    [InlineData(" ")]
    [InlineData("-1")]
    [InlineData("1,2")]
    [InlineData("NaN")]
    [InlineData("1e999")]
    public async Task A_price_that_is_no_number_stops_the_start_with_one_line(string text)
    {
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => GatewayApp.StartAsync(new() { ["Prices__0__Model"] = "m", [Price] = text }));

        Assert.Equal($"Setting '{Price}' must be a number of at least 0.", Assert.Single(error.Failures));
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("0", 0.0)]
    [InlineData("5.5", 5.5)]
    public async Task A_price_may_be_any_number_or_left_open(string text, double? price)
    {
        using var app = await GatewayApp.StartAsync(new() { ["Prices__0__Model"] = "m", [Price] = text });

        Assert.Equal(price, app.Service<BotGateway.Usage.Prices>().FindTraining("m"));
    }

    [Fact]
    public async Task Blanks_around_a_number_and_any_case_of_a_word_do_no_harm()
    {
        using var app = await GatewayApp.StartAsync(new() { ["Auth__KeyMinutes"] = " 7 ", ["Auth__RequireBodyHash"] = "TRUE", ["Auth__Replay"] = "memory " });

        var options = app.Service<IOptions<AuthOptions>>().Value;
        Assert.Equal((7, true, ReplayProtection.Memory), (options.KeyMinutes, options.RequireBodyHash, options.Replay));
    }
}
