using Azure.Security.KeyVault.Keys;
using Microsoft.Azure.Functions.Worker;

namespace BotGateway.Tests.Compat;

public sealed class CompatApiTests
{
    [Theory]
    [InlineData("functions-worker", typeof(FunctionContext))]
    [InlineData("keyvault-keys", typeof(KeyClient))]
    public void Everything_public_in_compat_is_in_the_official_listing(string name, Type member)
    {
        var deviations = ApiConformance.Deviations(member.Assembly.GetExportedTypes(), ApiListing.Read(name)).ToList();

        Assert.True(deviations.Count == 0, string.Join('\n', deviations));
    }

    [Theory]
    [InlineData("functions-worker")]
    [InlineData("keyvault-keys")]
    public void The_copy_of_the_listing_is_the_one_beside_the_checkout(string name)
    {
        var original = Path.Combine(RepositoryRoot(), "..", "shared", "api", $"{name}.txt");
        Assert.SkipUnless(File.Exists(original), "Compared only where the official listings lie beside the checkout, in ../shared/api.");

        Assert.Equal(File.ReadAllText(original), ApiListing.Text(name));
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FunctionApp.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
