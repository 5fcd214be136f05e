namespace Azure.Security.KeyVault.Keys.Rest;

/// <summary>What a key is to be used on; the value is base64url.</summary>
internal sealed record KeyOperationBody(string Alg, string Value);

/// <summary>What came of it; the value is base64url.</summary>
internal sealed record KeyOperationResult(string Kid, string Value);
