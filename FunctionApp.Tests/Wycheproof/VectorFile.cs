using System.Text.Json;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Wycheproof;

/// <summary>A file of Project Wycheproof's test vectors, which are in Vectors/ with their licence.</summary>
/// <param name="Kind">Its algorithm and schema, which say how its vectors are to be read.</param>
internal sealed record VectorFile(string Name, string Kind, IReadOnlyList<JsonElement> Groups)
{
    public static IReadOnlyList<VectorFile> All() =>
        [.. Directory.EnumerateFiles(Repository.PathOf("FunctionApp.Tests/Wycheproof/Vectors"), "*_test.json").Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>The vectors of a kind, none of which may be missing.</summary>
    public static IReadOnlyList<Vector> Of(string kind)
    {
        List<Vector> vectors =
        [
            .. from file in All()
               where file.Kind == kind
               from vectorGroup in file.Groups
               from test in vectorGroup.GetProperty("tests").EnumerateArray()
               select new Vector(file.Name, vectorGroup, test),
        ];
        Assert.NotEmpty(vectors);
        return vectors;
    }

    private static VectorFile Read(string path)
    {
        var file = JsonElement.Parse(File.ReadAllBytes(path));
        return new VectorFile(
            Path.GetFileName(path),
            $"{file.GetProperty("algorithm").GetString()} {file.GetProperty("schema").GetString()}",
            [.. file.GetProperty("testGroups").EnumerateArray()]);
    }
}

/// <summary>One vector.</summary>
internal sealed record Vector(string File, JsonElement Group, JsonElement Test)
{
    public string Result => Test.GetProperty("result").GetString()!;

    public bool HasLabel => Test.GetProperty("flags").EnumerateArray().Any(flag => flag.GetString() == "EncryptionWithLabel");

    public byte[] Bytes(string name) => Convert.FromHexString(Test.GetProperty(name).GetString()!);

    /// <summary>A parameter of the algorithm that all vectors of the group share.</summary>
    public string Parameter(string name) => Group.GetProperty(name).ToString();

    public override string ToString() => $"{File} {Test.GetProperty("tcId")} ({Result}: {Test.GetProperty("comment").GetString()} {Test.GetProperty("flags")})";
}
