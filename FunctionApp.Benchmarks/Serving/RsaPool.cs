using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace BotGateway.Benchmarks.Serving;

/// <summary>A key that is imported once for each concurrent use.</summary>
internal sealed class RsaPool(string pem)
{
    private readonly ConcurrentQueue<RSA> _idle = [];

    public T Use<T>(Func<RSA, T> work)
    {
        if (!_idle.TryDequeue(out var key))
        {
            key = RSA.Create();
            key.ImportFromPem(pem);
        }

        var result = work(key);
        _idle.Enqueue(key);
        return result;
    }
}
