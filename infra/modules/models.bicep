// The Azure OpenAI account with its base models. Nobody gets in with a key.
import { baseModel } from '../types.bicep'

param name string
param location string
param tags object
param baseModels baseModel[]
param versionUpgradeOption string

@description('Whether the app may deploy the models that it has trained.')
param autoDeploy bool

@description('Whether only private endpoints lead here.')
param isPrivate bool

@description('Whether it is one that was deleted, and not a new one.')
param isRestored bool

@description('Name of the app\'s identity.')
param identityName string

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = { name: identityName }

resource account 'Microsoft.CognitiveServices/accounts@2026-07-01' = {
  name: name
  location: location
  tags: tags
  kind: 'OpenAI'
  sku: { name: 'S0' }
  properties: {
    customSubDomainName: name
    restore: isRestored
    disableLocalAuth: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: isPrivate ? 'Deny' : 'Allow' }
  }
}

// The account takes one change at a time.
@batchSize(1)
resource deployments 'Microsoft.CognitiveServices/accounts/deployments@2026-07-01' = [
  for model in baseModels: {
    parent: account
    name: model.name
    sku: { name: model.sku, capacity: model.capacity }
    properties: {
      model: { format: 'OpenAI', name: model.name, version: model.version }
      versionUpgradeOption: versionUpgradeOption
    }
  }
]

// Cognitive Services Data Contributor: files, fine-tuning jobs and answers, and nothing in the management plane. Cognitive Services OpenAI User may not
// train, and Cognitive Services OpenAI Contributor may deploy models and change content filters.
var dataContributor = '19c28022-e58e-450d-a464-0b2a53034789'

resource dataContributorAssignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, identity.id, dataContributor)
  scope: account
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', dataContributor)
  }
}

// The app makes a deployment, asks what has become of it, and removes it.
resource deployer 'Microsoft.Authorization/roleDefinitions@2022-04-01' = if (autoDeploy) {
  name: guid(account.id, 'gateway deployments')
  properties: {
    roleName: 'Bot Gateway deployments (${name})'
    description: 'Deploy models.'
    type: 'CustomRole'
    assignableScopes: [resourceGroup().id]
    permissions: [
      {
        actions: [
          'Microsoft.CognitiveServices/accounts/deployments/read'
          'Microsoft.CognitiveServices/accounts/deployments/write'
          'Microsoft.CognitiveServices/accounts/deployments/delete'
        ]
        notActions: []
        dataActions: []
        notDataActions: []
      }
    ]
  }
}

resource deployerAssignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (autoDeploy) {
  name: guid(account.id, identity.id, 'gateway deployments')
  scope: account
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: deployer.id
  }
}

output id string = account.id
