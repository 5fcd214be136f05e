// Everything that the gateway needs on Azure, in one resource group. Whoever deploys it must be able to assign roles and to define them (Owner of the
// subscription, or Contributor with User Access Administrator).
targetScope = 'subscription'

import * as types from 'types.bicep'
import { appSettings } from 'settings.bicep'

@description('Name of the environment, which azd asks for. Part of the resource group\'s name.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('Region of everything, which azd asks for: one that has Flex Consumption and trains the base models.')
@minLength(1)
param location string

@description('Region of the model account: gpt-4.1-mini is trained in the region, and its trained models deployed in it, in Sweden Central and North Central US only (November 2026).')
// Without a default value: azd asks for what has none, with Sweden Central first, and offers regions only that have the quota for the default of baseModels.
@metadata({ azd: { type: 'location', default: 'swedencentral', usageName: ['OpenAI.GlobalStandard.gpt-4.1-mini, 50'] } })
@minLength(1)
param modelLocation string

@description('Changes the names of all resources. Needed to make an environment anew within 90 days after it was deleted: a purge-protected vault keeps its name.')
@maxLength(16)
param nameSalt string = ''

@description('For once, after a deletion within 90 days: brings the deleted vault back, with its keys and secrets, under the same name.')
param recoverVault bool = false

@description('For once, after a deletion within 48 hours: brings the deleted model account back, with its files and trained models, under the same name.')
param restoreModels bool = false

@description('Whether storage, vault and models are reached through private endpoints only, from the app\'s own virtual network. The subscription needs the resource provider Microsoft.App for that: az provider register --namespace Microsoft.App.')
param privateNetwork bool = false

@description('The virtual network\'s addresses, of which the app and the endpoints get one half each: /22 to /26, that is 32 addresses for the app or more.')
param addressPrefix string = '10.70.0.0/24'

@description('Who may use the gateway.')
@minLength(1)
@maxLength(100)
param clients types.client[] = [{ id: 'default' }]

@description('The base models, deployed in the account; the first is trained where a client names none.')
@minLength(1)
@maxLength(20)
param baseModels types.baseModel[] = [
  { name: 'gpt-4.1-mini', version: '2025-04-14', sku: 'GlobalStandard', capacity: 50 }
]

@description('What Azure does with a base model\'s deployment when there is a newer version. Training and the bots\' instructions are made for one version.')
@allowed(['NoAutoUpgrade', 'OnceCurrentVersionExpired', 'OnceNewDefaultVersionAvailable'])
param versionUpgradeOption string = 'NoAutoUpgrade'

@description('The dated version of the models\' REST API to ask for (YYYY-MM-DD or YYYY-MM-DD-preview); empty: v1.')
param modelApiVersion string = ''

@description('Other names that clients may send for models: name=deployment, separated by commas.')
param modelAliases string = ''

@description('Whether the gateway deploys the models that it has trained. A deployment costs by the hour.')
param autoDeploy bool = false

@description('How trained models are deployed.')
param deployments types.deployments = {}

@description('When models beside the base ones are retired, for clients to see: name=YYYY-MM-DD, separated by commas; a name may end with *.')
param retirementDates string = ''

@description('Whether GET /openapi.json returns the description of the API.')
param openApi bool = true

@description('Client id of the app registration in Microsoft Entra with which operators sign in to the console at /console; empty: there is no console. docs/operations.md says how to make one.')
@maxLength(36)
param consoleClientId string = ''

@description('Whether webhooks may go to addresses that are not public, such as those of the private network.')
param privateWebhooks bool = false

@description('When the timer ticks: six cron fields, seconds first, in UTC. Less often than every 5 minutes, the alert "no tick" is raised in vain.')
@minLength(11)
param schedule string = '0 * * * * *'

@description('Who is let in, and how often.')
param auth types.auth = {}

@description('How the timer works.')
param scheduler types.scheduler = {}

@description('How large requests, texts and answers may be.')
param limits types.limits = {}

@description('How much training data that comes in parts a client may keep, and for how long.')
param datasets types.datasets = {}

@description('Bits of the gateway\'s key, where there is none yet. The vault has the most operations a second with 2048.')
@allowed([2048, 3072, 4096])
param keySize int = 2048

@description('How many instances there may be at most for requests, besides for the timer, and besides for the queue: this bounds the cost, and the load on vault and models. With fewer than 40, Azure warns of requests that are throttled while the app scales.')
@minValue(1)
@maxValue(1000)
param maximumInstances int = 40

@description('How many requests an instance answers at once before there is another one; no more than maxConcurrentRequests in host.json.')
@minValue(1)
@maxValue(1000)
param concurrentRequests int = 100

@description('Memory of an instance in MB; 2048 comes with one core, 512 with a quarter of one.')
@allowed([512, 2048, 4096])
param instanceMemory int = 2048

@description('How many instances wait for requests all the time, and cost all the time. 0: the first request after a pause waits for a cold start.')
@minValue(0)
@maxValue(40)
param alwaysReady int = 0

@description('How many instances wait all the time for messages of the queue, which the timer sends for due routines and jobs, and cost all the time. 0: the first message after a pause waits for a cold start.')
@minValue(0)
@maxValue(40)
param alwaysReadyRunner int = 0

@description('Where the copies of the tables are: LRS in one building, ZRS in three of the region (not every region has that), GRS and GZRS in a second region too.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_LRS'

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('How many GB of logs and telemetry are taken in a day; what comes above is lost until the next one, and costs nothing.')
@minValue(1)
@maxValue(1000)
param dailyLogGigabytes int = 1

@description('Who gets alerts by mail; empty: they are seen in the portal only.')
param alertEmail string = ''

@description('What the resource group may cost a month before mails are sent, to the alerts\' recipient and the owners; left out, there is no budget.')
param budget types.budget?

@description('Which percentage of requests may end with 5xx before the alert is raised.')
@minValue(1)
@maxValue(100)
param failurePercentage int = 10

@description('Of how many requests in 15 minutes there must be for the alert on failures to count them.')
@minValue(1)
@maxValue(100000)
param failureMinimumRequests int = 20

@description('How many seconds one in twenty requests may take before the alert on slow requests is raised.')
@minValue(1)
@maxValue(230)
param slowSeconds int = 60

@description('How many attempts to run a routine may fail in an hour before the alert is raised.')
@minValue(0)
@maxValue(100000)
param failedRuns int = 20

@description('How many fine-tuning jobs may fail in an hour before the alert is raised.')
@minValue(0)
@maxValue(100000)
param failedJobs int = 5

var token = uniqueString(subscription().id, environmentName, location, nameSalt)
var tags = { 'azd-env-name': environmentName }
var names = {
  identity: 'id-${token}'
  storage: 'st${token}'
  vault: 'kv-${token}'
  models: 'oai-${token}'
  app: 'func-${token}'
}
var vaultUri = 'https://${names.vault}${environment().suffixes.keyvaultDns}'

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { name: names.identity, location: location, tags: tags }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  scope: group
  params: { name: 'vnet-${token}', location: location, tags: tags, addressPrefix: addressPrefix }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: names.storage
    location: location
    tags: tags
    sku: storageSku
    isPrivate: privateNetwork
    identityName: names.identity
  }
  dependsOn: [identity]
}

module vault 'modules/vault.bicep' = {
  scope: group
  params: {
    name: names.vault
    location: location
    tags: tags
    isPrivate: privateNetwork
    isRecovered: recoverVault
    keySize: keySize
    identityName: names.identity
  }
  dependsOn: [identity]
}

module models 'modules/models.bicep' = {
  scope: group
  params: {
    name: names.models
    location: modelLocation
    tags: tags
    isPrivate: privateNetwork
    isRestored: restoreModels
    baseModels: baseModels
    versionUpgradeOption: versionUpgradeOption
    autoDeploy: autoDeploy || (deployments.?onRequest ?? false)
    identityName: names.identity
  }
  dependsOn: [identity]
}

module endpoints 'modules/endpoints.bicep' = if (privateNetwork) {
  scope: group
  params: {
    location: location
    tags: tags
    subnetId: network!.outputs.endpointSubnetId
    zoneIds: network!.outputs.zoneIds
    storageId: storage.outputs.id
    vaultId: vault.outputs.id
    modelsId: models.outputs.id
  }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    retentionDays: logRetentionDays
    dailyGigabytes: dailyLogGigabytes
    identityName: names.identity
  }
  dependsOn: [identity]
}

module app 'modules/app.bicep' = {
  scope: group
  params: {
    name: names.app
    location: location
    tags: tags
    identityName: names.identity
    storageName: names.storage
    deploymentContainer: storage.outputs.deploymentContainer
    applicationInsights: monitoring.outputs.applicationInsights
    subnetId: privateNetwork ? network!.outputs.appSubnetId : null
    maximumInstances: maximumInstances
    concurrentRequests: concurrentRequests
    instanceMemory: instanceMemory
    alwaysReady: alwaysReady
    alwaysReadyRunner: alwaysReadyRunner
    consoleClientId: consoleClientId
    settings: appSettings({
      vaultUri: vaultUri
      tablesEndpoint: 'https://${names.storage}.table.${environment().suffixes.storage}'
      modelsEndpoint: 'https://${names.models}.openai.azure.com'
      modelsApiVersion: modelApiVersion
      modelsId: '${group.id}/providers/Microsoft.CognitiveServices/accounts/${names.models}'
      autoDeploy: autoDeploy
      deployments: deployments
      retirementDates: retirementDates
      openApi: openApi
      console: !empty(consoleClientId)
      privateWebhooks: privateWebhooks
      baseModels: baseModels
      modelAliases: modelAliases
      schedule: schedule
      clients: clients
      // A name for the gateway, so that JWTs are accepted from the first start on.
      auth: union({ audience: names.app }, auth)
      scheduler: scheduler
      limits: limits
      datasets: datasets
    })
  }
  dependsOn: [identity, vault, models, endpoints]
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    token: token
    location: location
    tags: tags
    applicationInsightsId: monitoring.outputs.id
    vaultId: vault.outputs.id
    modelsId: models.outputs.id
    baseModels: baseModels
    email: alertEmail
    budget: budget
    failurePercentage: failurePercentage
    failureMinimumRequests: failureMinimumRequests
    slowSeconds: slowSeconds
    failedRuns: failedRuns
    failedJobs: failedJobs
  }
}

@description('Where clients send their requests.')
output GATEWAY_ENDPOINT string = 'https://${app.outputs.host}/lambda'

@description('What aud of a JWT must be.')
output GATEWAY_AUDIENCE string = auth.?audience ?? names.app

@description('The resource group.')
output AZURE_RESOURCE_GROUP string = group.name

@description('The vault, for keys and clients\' credentials.')
output KEY_VAULT_NAME string = names.vault

@description('Where operators sign in, if there is a console.')
output CONSOLE_URL string = empty(consoleClientId) ? '' : 'https://${app.outputs.host}/console'

@description('For the hooks: the vault\'s resource.')
output KEY_VAULT_ID string = vault.outputs.id

@description('For the hooks: the app\'s resource.')
output APP_ID string = app.outputs.id

@description('For the hooks: the client that is made where the vault does not have it yet.')
output FIRST_CLIENT_ID string = clients[0].id
