using BotGateway.Authentication;
using BotGateway.Authentication.Keys;
using BotGateway.Http;
using BotGateway.KeyVault;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace BotGateway.Tests.Authentication.Keys;

public sealed class GatewayKeyTests
{
    private static readonly AuthenticatedClient Acme = new("acme", "", new HashSet<string>());
    private static readonly AuthenticatedClient Other = Acme with { Id = "other" };
    private static readonly byte[] Ciphertext = [1, 2, 3];
    private static readonly byte[] Plaintext = [4, 5, 6];

    private readonly FakeTimeProvider _clock = new();
    private readonly IVault _vault = Substitute.For<IVault>();
    private readonly Dictionary<string, Func<byte[]?>> _answers = [];
    private readonly List<string> _decryptions = [];
    private readonly GatewayKey _key;
    private IReadOnlyList<KeyVersion> _versions = [];
    private int _lists;

    public GatewayKeyTests()
    {
        _key = new GatewayKey(_vault, Options.Create(new AuthOptions()), _clock);
        Versions("new", "old");
        _vault.ReadGatewayVersionsAsync(Cancellation).ReturnsForAnyArgs(_ =>
        {
            _lists++;
            return _versions;
        });
        _vault.DecryptAsync("", Ciphertext, Cancellation).ReturnsForAnyArgs(call =>
        {
            _decryptions.Add(call.Arg<string>());
            return _answers.TryGetValue(call.Arg<string>(), out var answer) ? answer() : null;
        });
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_version_that_last_worked_for_the_client_is_tried_first()
    {
        Works("old");

        Assert.Equal(Plaintext, await DecryptAsync());
        Assert.Equal(Plaintext, await DecryptAsync());
        Assert.Equal(Plaintext, await DecryptAsync(Other));

        Assert.Equal(["new", "old", "old", "new", "old"], _decryptions);
        Assert.Equal(1, _lists);
    }

    [Fact]
    public async Task A_version_that_only_a_new_list_holds_is_tried_at_once()
    {
        Works("newest");
        await DecryptAsync();
        Versions("newest", "new");
        _clock.Advance(TimeSpan.FromSeconds(30));
        _decryptions.Clear();

        Assert.Equal(Plaintext, await DecryptAsync());
        Assert.Equal(["new", "old", "newest"], _decryptions);
        Assert.Equal(2, _lists);
    }

    [Fact]
    public async Task What_was_made_for_no_version_is_tried_with_each_once_and_the_list_read_once_in_30_seconds()
    {
        Assert.Null(await DecryptAsync());
        Assert.Null(await DecryptAsync());
        Assert.Equal(["new", "old", "new", "old"], _decryptions);
        Assert.Equal(1, _lists);

        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(await DecryptAsync());
        Assert.Null(await DecryptAsync());
        Assert.Equal(2, _lists);
    }

    [Fact]
    public async Task Only_the_two_newest_that_may_be_used_now_are_tried()
    {
        var now = _clock.GetUtcNow();
        Works("old");
        _versions =
        [
            new KeyVersion("early", true, now.AddTicks(1), null),
            new KeyVersion("newest", true, now, now.AddSeconds(1)),
            new KeyVersion("disabled", false, null, null),
            new KeyVersion("expired", true, null, now),
            new KeyVersion("new", true, null, null),
            new KeyVersion("old", true, null, null),
        ];

        Assert.Null(await DecryptAsync());
        Assert.Equal(["newest", "new"], _decryptions);
    }

    [Fact]
    public async Task A_version_that_worked_is_not_tried_any_more_once_two_newer_ones_may_be_used()
    {
        Works("old");
        await DecryptAsync();
        Versions("newest", "new", "old");
        _clock.Advance(TimeSpan.FromMinutes(5));
        _decryptions.Clear();

        Assert.Null(await DecryptAsync());
        Assert.Equal(["newest", "new"], _decryptions);
    }

    [Fact]
    public async Task A_version_that_the_vault_does_not_let_be_used_leaves_the_others()
    {
        _answers["new"] = () => throw new UnusableVersionException(new TimeoutException());
        Assert.Null(await DecryptAsync());

        Works("old");
        Assert.Equal(Plaintext, await DecryptAsync());
    }

    [Fact]
    public async Task After_a_version_that_may_not_be_used_any_more_the_list_is_read_again()
    {
        Works("newest");
        await DecryptAsync();
        _answers["new"] = () => throw new UnusableVersionException(new TimeoutException());
        Versions("newest", "old");
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(Plaintext, await DecryptAsync());
    }

    [Fact]
    public async Task It_is_no_fault_of_the_client_when_no_version_may_be_used()
    {
        var cause = new TimeoutException();
        _answers["new"] = () => throw new UnusableVersionException(cause);
        _answers["old"] = () => throw new UnusableVersionException(cause);

        var problem = await Assert.ThrowsAnyAsync<GatewayException>(() => DecryptAsync());

        Assert.Equal((ErrorKind.Unavailable, cause), (problem.Kind, problem.InnerException?.InnerException));
    }

    [Fact]
    public async Task It_is_no_fault_of_the_client_when_there_is_no_version()
    {
        Versions();

        Assert.Equal(ErrorKind.Unavailable, (await Assert.ThrowsAnyAsync<GatewayException>(() => DecryptAsync())).Kind);
    }

    [Fact]
    public async Task A_vault_that_does_not_answer_is_not_asked_for_the_other_version()
    {
        var outage = new GatewayException(ErrorKind.Unavailable, "");
        _answers["new"] = () => throw outage;

        Assert.Same(outage, await Assert.ThrowsAnyAsync<GatewayException>(() => DecryptAsync()));
        Assert.Equal(["new"], _decryptions);
    }

    private Task<byte[]?> DecryptAsync(AuthenticatedClient? client = null) => _key.DecryptAsync(client ?? Acme, Ciphertext, Cancellation);

    private void Works(string version) => _answers[version] = () => Plaintext;

    private void Versions(params string[] versions) => _versions = [.. versions.Select(version => new KeyVersion(version, true, null, null))];
}
