namespace BotGateway.KeyVault;

/// <summary>The vault does not let a version of a key be used (403), or has it no more (404). Others of the key may go on.</summary>
internal sealed class UnusableVersionException(Exception cause) : Exception("The vault does not allow this version of the key to be used.", cause);
