using BotGateway.LocalHost.Hosting;
using Microsoft.Extensions.Primitives;
using Microsoft.Extensions.Time.Testing;

namespace BotGateway.Tests.LocalHost.Keys;

public sealed class AddedClientsTests : IDisposable
{
    private static readonly string Credentials = new('a', 64);

    private readonly TemporaryDirectory _data = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly List<string> _reports = [];
    private readonly AddedClients _clients;

    public AddedClientsTests() => _clients = new(File, _clock, _reports.Add);

    private string File => Path.Combine(_data.Path, "clients.json");

    [Fact]
    public void Who_is_in_the_file_at_the_start_has_settings()
    {
        Write($$"""{"acme":"{{Credentials}}"}""");

        _clients.Load();

        Assert.Equal(("acme", Credentials), (Find("acme", "Id"), Find("acme", "Credentials")));
    }

    [Fact]
    public void A_file_that_appears_changes_or_goes_away_is_followed_within_a_second_or_so()
    {
        _clients.Load();

        Write($$"""{"acme":"{{Credentials}}"}""");
        Look();
        Assert.Equal("acme", Find("acme", "Id"));

        Write($$"""{"bravo":"{{Credentials}}"}""");
        Look();
        Assert.Null(Find("acme", "Id"));
        Assert.Equal("bravo", Find("bravo", "Id"));

        System.IO.File.Delete(File);
        Look();
        Assert.Null(Find("bravo", "Id"));
        Assert.Empty(_reports);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"bravo":null}""")]
    [InlineData("""{"bravo":"secret"}""")]
    [InlineData("""{"Bravo":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}""")]
    public void A_file_that_is_of_no_use_is_reported_once_and_leaves_the_clients_from_before(string content)
    {
        Write($$"""{"acme":"{{Credentials}}"}""");
        _clients.Load();
        Write(content);

        Look();
        Look();

        Assert.Equal("acme", Find("acme", "Id"));
        var report = Assert.Single(_reports);
        Assert.Contains(File, report, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", report, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', report);

        Write($$"""{"charlie":"{{Credentials}}"}""");
        Look();
        Assert.Equal("charlie", Find("charlie", "Id"));
    }

    [Fact]
    public void Who_cannot_follow_a_change_does_not_end_the_looking()
    {
        _clients.Load();
        using var follower = ChangeToken.OnChange(_clients.GetReloadToken, () => throw new InvalidOperationException());

        Write($$"""{"acme":"{{Credentials}}"}""");
        Look();
        Write($$"""{"bravo":"{{Credentials}}"}""");
        Look();

        Assert.Equal("bravo", Find("bravo", "Id"));
        Assert.Equal(2, _reports.Count);
    }

    public void Dispose()
    {
        _clients.Dispose();
        _data.Dispose();
    }

    private void Write(string content) => System.IO.File.WriteAllText(File, content);

    private void Look() => _clock.Advance(TimeSpan.FromSeconds(1));

    private string? Find(string name, string field) => _clients.TryGet($"Clients:local-{name}:{field}", out var value) ? value : null;
}
