namespace BotGateway.LocalHost;

/// <summary>A lock between processes. The operating system releases it when its holder ends, however it ends.</summary>
internal sealed class FileLock : IDisposable
{
    // Nothing signals that another process has closed a file.
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the lock if nobody holds it.</summary>
    /// <param name="path">The lock's file; it is made where it is missing and stays when the lock is released.</param>
    /// <returns>The lock, or null while another process, or another part of this one, holds it.</returns>
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

    /// <summary>Waits for the lock.</summary>
    /// <param name="path">The lock's file.</param>
    /// <param name="whenHeld">Told once, if the lock is not free at once.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The lock.</returns>
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

    /// <summary>Releases the lock.</summary>
    public void Dispose() => _file.Dispose();
}
