// The gateway's key, the clients' keys and their expected credentials. Rights are roles; nothing in it can be lost for good within 90 days.
param name string
param location string
param tags object
param keySize int

@description('Whether only private endpoints lead here.')
param isPrivate bool

@description('Whether it is one that was deleted, and not a new one.')
param isRecovered bool

@description('Name of the app\'s identity.')
param identityName string

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = { name: identityName }

resource vault 'Microsoft.KeyVault/vaults@2026-05-15' = {
  name: name
  location: location
  tags: tags
  properties: {
    createMode: isRecovered ? 'recover' : 'default'
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: isPrivate ? 'Deny' : 'Allow', bypass: 'AzureServices' }
  }

  // Made once: where it is there already, a deployment leaves it and its versions as they are.
  resource gatewayKey 'keys' = {
    name: 'gateway'
    properties: { kty: 'RSA', keySize: keySize, keyOps: ['decrypt'] }
  }
}

// No built-in role will do: Crypto User may also change a key's operations, back it up and sign, so whoever has it can sign as any client.
resource keyReader 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(vault.id, 'gateway keys')
  properties: {
    roleName: 'Bot Gateway keys (${name})'
    description: 'Read public keys and decrypt.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: []
        notActions: []
        dataActions: ['Microsoft.KeyVault/vaults/keys/read', 'Microsoft.KeyVault/vaults/keys/decrypt/action']
        notDataActions: []
      }
    ]
  }
}

resource keyReaderAssignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, 'gateway keys')
  scope: vault
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: keyReader.id
  }
}

// Key Vault Secrets User, for the app settings that are references.
var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource secretsUserAssignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, secretsUser)
  scope: vault
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

output id string = vault.id
