namespace BotGateway.LocalHost.Vault;

/// <summary>The vault's keys, read from disk every two seconds at most: requests cost no disk, changes show within five.</summary>
internal sealed class KeySnapshot(KeyStore store, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(2);

    private volatile Picture? _picture;

    public IEnumerable<KeyVersion> Versions(string name)
    {
        // Two requests may read the disk at the same time; both pictures are right.
        if (_picture is not { } picture || clock.GetElapsedTime(picture.Read) >= Life)
            _picture = picture = new(clock.GetTimestamp(), store.List());
        return picture.Keys[name];
    }

    private sealed record Picture(long Read, ILookup<string, KeyVersion> Keys);
}
