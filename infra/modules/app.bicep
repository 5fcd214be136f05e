// The function app on its Flex Consumption plan.
param name string
param location string
param tags object

@description('Name of the app\'s identity.')
param identityName string

@description('The Functions host\'s storage account.')
param storageName string

@description('Address of the blob container for the app\'s packages.')
param deploymentContainer string

@description('Where telemetry goes.')
param applicationInsights string

@description('The app\'s own subnet, if it has one.')
param subnetId string?

param maximumInstances int
param concurrentRequests int
param instanceMemory int
param alwaysReady int
param alwaysReadyRunner int

@description('App registration of the console\'s operators; empty for none.')
param consoleClientId string

@description('The app\'s settings by their names.')
param settings object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = { name: identityName }

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  // By the second tag azd finds what its service "gateway" is deployed to.
  tags: union(tags, { 'azd-service-name': 'gateway' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identity.id
    // Clients come from the internet, and so do packages: azd uploads them to the app's own deployment site, which puts them into the container as the
    // app's identity, through this subnet. So nothing changes for azd when storage is private.
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: subnetId
    siteConfig: { minTlsVersion: '1.2', scmMinTlsVersion: '1.2', ftpsState: 'Disabled' }
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainer
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstances
        instanceMemoryMB: instanceMemory
        triggers: { http: { perInstanceConcurrency: concurrentRequests } }
        // HTTP functions scale as one group, each other function by itself.
        alwaysReady: filter(
          [
            { name: 'http', instanceCount: alwaysReady }
            { name: 'function:Runner', instanceCount: alwaysReadyRunner }
          ],
          group => group.instanceCount > 0
        )
      }
    }
  }

  // The platform's half of the settings; the runtime's own (FUNCTIONS_WORKER_RUNTIME and such) Flex Consumption takes from functionAppConfig.
  resource appSettings 'config' = {
    name: 'appsettings'
    properties: {
      AzureWebJobsStorage__accountName: storageName
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identity.properties.clientId
      AZURE_CLIENT_ID: identity.properties.clientId
      APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsights
      // The welcome page of Azure Functions at / tells strangers what runs here.
      AzureWebJobsDisableHomepage: 'true'
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
      ...settings
      ...(empty(consoleClientId)
        ? {}
        : {
            // Instead of a secret of the registration: App Service proves itself with the app's identity, which the registration trusts.
            OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: identity.properties.clientId
            WEBSITE_AUTH_AAD_ALLOWED_TENANTS: tenant().tenantId
          })
    }
  }

  // Only says who is signed in. All requests pass, since clients authenticate with their own tokens; what needs a role, the app refuses itself.
  // Without operators it is deployed too, because a resource that is left out of a template stays as it was.
  resource authentication 'config' = {
    name: 'authsettingsV2'
    // Each restarts the app, and the provider's setting must be there before the provider.
    dependsOn: [appSettings]
    properties: {
      platform: { enabled: !empty(consoleClientId) }
      globalValidation: { requireAuthentication: false, unauthenticatedClientAction: 'AllowAnonymous' }
      httpSettings: { requireHttps: true }
      login: {
        tokenStore: { enabled: false }
        // A role that was taken away counts until then.
        cookieExpiration: { convention: 'FixedTime', timeToExpiration: '01:00:00' }
      }
      identityProviders: empty(consoleClientId)
        ? {}
        : {
            azureActiveDirectory: {
              enabled: true
              registration: {
                clientId: consoleClientId
                clientSecretSettingName: 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'
                // This tenant's accounts only: another one could give its own users the same roles.
                openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
              }
            }
          }
    }
  }
}

// Deployments by user name and password; azd uses its own sign-in.
resource ftpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource scmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2025-03-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

output id string = app.id
output host string = app.properties.defaultHostName
