namespace BotGateway.KeyVault;

/// <summary>A version of a key is disabled (403) or deleted (404). Other versions of the key may work.</summary>
internal sealed class UnusableVersionException(Exception cause) : Exception("The vault does not allow this version of the key to be used.", cause);
