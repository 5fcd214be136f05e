using System.Text.Json;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Wycheproof;

/// <summary>One of Project Wycheproof's test vectors, which are in Vectors/ with their licence.</summary>
/// <param name="Kind">Its file's algorithm and schema, which say how it is to be read.</param>
internal sealed record Vector(string File, string Kind, JsonElement Group, JsonElement Test)
{
    public static IReadOnlyList<Vector> All { get; } =
    [
        .. from path in Directory.EnumerateFiles(Repository.PathOf("FunctionApp.Tests/Wycheproof/Vectors"), "*_test.json").Order(StringComparer.Ordinal)
           let file = JsonElement.Parse(System.IO.File.ReadAllBytes(path))
           from vectors in file.GetProperty("testGroups").EnumerateArray()
           from test in vectors.GetProperty("tests").EnumerateArray()
           select new Vector(Path.GetFileName(path), $"{file.GetProperty("algorithm")} {file.GetProperty("schema")}", vectors, test),
    ];

    /// <summary>The vectors of a kind, none of which may be missing.</summary>
    public static IReadOnlyList<Vector> Of(string kind)
    {
        List<Vector> vectors = [.. All.Where(vector => vector.Kind == kind)];
        Assert.NotEmpty(vectors);
        return vectors;
    }

    public string Result => Test.GetProperty("result").GetString()!;

    public bool HasLabel => Test.GetProperty("flags").EnumerateArray().Any(flag => flag.GetString() == "EncryptionWithLabel");

    public byte[] Bytes(string name) => Convert.FromHexString(Test.GetProperty(name).GetString()!);

    /// <summary>A parameter of the algorithm that all vectors of the group share.</summary>
    public string Parameter(string name) => Group.GetProperty(name).ToString();

    public override string ToString() => $"{File} {Test.GetProperty("tcId")} ({Result}: {Test.GetProperty("comment").GetString()} {Test.GetProperty("flags")})";
}
