using Azure.Security.KeyVault.Keys;

namespace BotGateway.Tests.Compat;

public sealed class CompatApiTests
{
    private const string Listing = "keyvault-keys";

    [Fact]
    public void Everything_public_in_compat_is_in_the_official_listing()
    {
        var deviations = ApiConformance.Deviations(typeof(KeyClient).Assembly.GetExportedTypes(), ApiListing.Read(Listing)).ToList();

        Assert.True(deviations.Count == 0, string.Join('\n', deviations));
    }

    [Fact]
    public void The_copy_of_the_listing_is_the_one_beside_the_checkout()
    {
        var original = Path.Combine(RepositoryRoot(), "..", "shared", "api", $"{Listing}.txt");
        Assert.SkipUnless(File.Exists(original), "Compared only where the official listings lie beside the checkout, in ../shared/api.");

        Assert.Equal(File.ReadAllText(original), ApiListing.Text(Listing));
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FunctionApp.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
