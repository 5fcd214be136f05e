using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using BotGateway.LocalHost.WebConsole;

namespace BotGateway.Tests.LocalHost.WebConsole;

public sealed class SigningKeyTests
{
    private const int MostKeys = 10_000;

    [Fact]
    public void No_number_begins_with_a_zero_which_browsers_refuse()
    {
        using var directory = new TemporaryDirectory();
        var file = Path.Combine(directory.Path, "key.pem");
        File.WriteAllText(file, KeyWithAZero());

        var jwk = JsonSerializer.SerializeToElement(SigningKey.Read(file)!.Jwk);

        Assert.All(["n", "e", "d", "p", "q", "dp", "dq", "qi"], name => Assert.NotEqual(0, Base64Url.DecodeFromChars(jwk.GetProperty(name).GetString())[0]));
    }

    // One key in some hundred has a number that is a byte shorter than the others.
    private static string KeyWithAZero()
    {
        for (var count = 0; count < MostKeys; count++)
        {
            using var key = RSA.Create(512);
            var numbers = key.ExportParameters(includePrivateParameters: true);
            if (new[] { numbers.DP, numbers.DQ, numbers.InverseQ }.Any(number => number![0] == 0))
                return key.ExportPkcs8PrivateKeyPem();
        }

        throw new InvalidOperationException("No key has such a number.");
    }
}
