namespace BotGateway.Tests.Compat;

/// <summary>Proves that the check of the compat assemblies can fail.</summary>
public sealed class ApiConformanceTests
{
    [Fact]
    public void A_part_of_what_is_listed_is_enough() => Assert.Empty(Deviations(typeof(Faithful), "class"));

    [Fact]
    public void A_type_that_is_not_listed_is_named()
    {
        var deviations = ApiConformance.Deviations([typeof(Faithful)], new ApiListing(""));

        Assert.Equal(["BotGateway.Tests.Compat: class ApiConformanceTests.Faithful is not listed"], deviations);
    }

    [Theory]
    [InlineData(typeof(WithAnother), "class", "must not have void Another()")]
    [InlineData(typeof(WithProtected), "class", "must not have protected void Hidden()")]
    [InlineData(typeof(WithField), "class", "must not have field Open")]
    [InlineData(typeof(NeverNull), "class", "must not have virtual string Name { get; }")]
    [InlineData(typeof(NeverNullWithin), "class", "must not have Task<string> Find(string name, int limit = 2)")]
    [InlineData(typeof(OtherDefault), "class", "must not have Task<string?> Find(string name, int limit = 3)")]
    [InlineData(typeof(NotVirtual), "class", "must not have string? Name { get; }")]
    [InlineData(typeof(Settable), "class", "must not have virtual string? Name { get; set; }")]
    [InlineData(typeof(WithBase), "class", "must not derive from ICloneable")]
    [InlineData(typeof(Numbers), "enum", "must not have Two = 3")]
    [InlineData(typeof(Unfinished), "abstract class", "lacks abstract int Count { get; }")]
    public void A_member_that_deviates_is_named(Type type, string kind, string complaint)
    {
        var deviations = Deviations(type, kind);

        Assert.Equal([$"BotGateway.Tests.Compat: {kind} ApiConformanceTests.{type.Name} {complaint}"], deviations);
    }

    private static IEnumerable<string> Deviations(Type type, string kind)
    {
        var members = kind == "enum"
            ? "  One = 1, Two = 2"
            : """
                ctor()
                protected ctor()
                abstract int Count { get; }
                virtual string? Name { get; }
                Task<string?> Find(string name, int limit = 2)
                object Clone()
              """;
        var listing = $"BotGateway.Tests.Compat: {kind} ApiConformanceTests.{type.Name} : IDisposable   [Official]\n{members}";
        return ApiConformance.Deviations([type], new ApiListing(listing));
    }

#pragma warning disable CA1051, CA1822, CA1852 // These types are only looked at.
    private class Faithful
    {
        public virtual string? Name => null;

        public Task<string?> Find(string name, int limit = 2) => Task.FromResult<string?>($"{name}{limit}");
    }

    private class WithAnother
    {
        public void Another()
        {
        }
    }

    private class WithProtected
    {
        protected void Hidden()
        {
        }
    }

    private class WithField
    {
        public int Open = 1;
    }

    private class NeverNull
    {
        public virtual string Name => "";
    }

    private class NeverNullWithin
    {
        public Task<string> Find(string name, int limit = 2) => Task.FromResult($"{name}{limit}");
    }

    private class OtherDefault
    {
        public Task<string?> Find(string name, int limit = 3) => Task.FromResult<string?>($"{name}{limit}");
    }

    private class NotVirtual
    {
        public string? Name => null;
    }

    private class Settable
    {
        public virtual string? Name { get; set; }
    }

    private class WithBase : ICloneable
    {
        public object Clone() => this;
    }

    private enum Numbers
    {
        One = 1,
        Two = 3,
    }

    private abstract class Unfinished
    {
        public virtual string? Name => null;
    }
#pragma warning restore CA1051, CA1822, CA1852
}
