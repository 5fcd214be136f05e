using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(BotGateway.Tests.LongFirst))]

namespace BotGateway.Tests;

public sealed class LongFirst : ITestCollectionOrderer
{
    private static readonly IReadOnlyList<string> Long =
        [.. typeof(LongFirst).Assembly.GetTypes().Where(type => type.IsDefined(typeof(LongAttribute), inherit: false)).Select(type => type.FullName!)];

    // Each class without a collection of its own is a collection, and its name is in the collection's.
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(collection => Long.Any(name => collection.TestCollectionDisplayName.Contains($" {name} ", StringComparison.Ordinal)))];
}
