namespace BotGateway.LocalHost;

/// <summary>A lock between processes, which the operating system releases if its holder crashes.</summary>
internal sealed class FileLock : IDisposable
{
    // Polled, because there is no signal when another process closes a file.
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the lock if it is free.</summary>
    /// <returns>Null if it is held by another process or elsewhere in this one.</returns>
    public static FileLock? TryTake(string path)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException held) when (held is not (DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
    }

    public static async Task<FileLock> TakeAsync(string path, Action whenHeld, CancellationToken cancellationToken)
    {
        var taken = TryTake(path);
        if (taken is null)
            whenHeld();

        while (taken is null)
        {
            await Task.Delay(PollInterval, cancellationToken);
            taken = TryTake(path);
        }

        return taken;
    }

    public void Dispose() => _file.Dispose();
}
