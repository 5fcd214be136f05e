// The app's settings: all those in docs/settings.md that are used on Azure. None is a secret: clients' expected credentials are
// references to the vault.
import * as types from 'types.bicep'

@description('What the settings are made of.')
type source = {
  vaultUri: string
  tablesEndpoint: string
  modelsEndpoint: string
  modelsApiVersion: string
  modelsId: string
  autoDeploy: bool
  deployments: types.deployments
  retirementDates: string
  openApi: bool
  console: bool
  privateWebhooks: bool
  baseModels: types.baseModel[]
  modelAliases: string
  schedule: string
  clients: types.client[]
  auth: types.auth
  scheduler: types.scheduler
  limits: types.limits
  datasets: types.datasets
}

@export()
@description('The app\'s settings by their names.')
func appSettings(from source) object => {
  KeyVault__Uri: from.vaultUri
  Tables__Endpoint: from.tablesEndpoint
  OpenAI__Provider: 'azure'
  OpenAI__Endpoint: from.modelsEndpoint
  OpenAI__ApiVersion: from.modelsApiVersion
  OpenAI__BaseModels: join(map(from.baseModels, model => model.name), ',')
  OpenAI__ModelAliases: from.modelAliases
  OpenAI__AutoDeploy: text(from.autoDeploy)
  OpenAI__DeploymentCapacity: string(from.deployments.?capacity ?? 50)
  OpenAI__DeploymentSku: from.deployments.?sku ?? 'Standard'
  OpenAI__IdleUndeployHours: string(from.deployments.?idleUndeployHours ?? 0)
  OpenAI__RetirementDates: join(
    concat(
      map(filter(from.baseModels, model => !empty(model.?retires)), model => '${model.name}=${model.?retires}'),
      empty(from.retirementDates) ? [] : [from.retirementDates]
    ),
    ','
  )
  OpenAI__AccountId: from.autoDeploy || (from.deployments.?onRequest ?? false) ? from.modelsId : ''
  SchedulerSchedule: from.schedule
  Auth__Audience: from.auth.?audience ?? ''
  Auth__RequireBodyHash: text(from.auth.?requireBodyHash ?? false)
  Auth__Replay: from.auth.?replay ?? 'table'
  Auth__RequestsPerSecond: string(from.auth.?requestsPerSecond ?? 50)
  Auth__RequestBurst: string(from.auth.?requestBurst ?? 100)
  Auth__KeyMinutes: string(from.auth.?keyMinutes ?? 5)
  Auth__KeyOutageMinutes: string(from.auth.?keyOutageMinutes ?? 60)
  Scheduler__RunHistoryDays: string(from.scheduler.?runHistoryDays ?? 30)
  Scheduler__JobAgeSeconds: string(from.scheduler.?jobAgeSeconds ?? 10)
  Scheduler__LostJobDays: string(from.scheduler.?lostJobDays ?? 30)
  Webhooks__AllowPrivateAddresses: text(from.privateWebhooks)
  Datasets__MaxPerClient: string(from.datasets.?maxPerClient ?? 10)
  Datasets__MaxClientMegabytes: string(from.datasets.?maxClientMegabytes ?? 1024)
  Datasets__MaxMegabytes: string(from.datasets.?maxMegabytes ?? 512)
  Datasets__MaxExamples: string(from.datasets.?maxExamples ?? 1000000)
  Datasets__MaxParts: string(from.datasets.?maxParts ?? 256)
  Datasets__Days: string(from.datasets.?days ?? 7)
  Messaging__MaxCharacters: string(from.limits.?maxCharacters ?? 100000)
  Messaging__HistoryTokens: string(from.limits.?historyTokens ?? 16000)
  Messaging__MaxCompletionTokens: string(from.limits.?maxCompletionTokens ?? 4096)
  Requests__MaxBytes: string(from.limits.?maxBytes ?? 8388608)
  Requests__ConcurrentPerClient: string(from.limits.?concurrentPerClient ?? 33)
  Requests__UnknownFields: from.limits.?unknownFields ?? 'report'
  OpenApi__Enabled: text(from.openApi)
  Console__Enabled: text(from.console)
  // The Functions host holds a whole body before the app sees it. What is above this it answers with a 500 by itself, so it is a little more than the
  // app's own limit, which is a 413 that says so.
  FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: string((from.limits.?maxBytes ?? 8388608) + 1048576)
  ...reduce(
    map(from.clients, (client, index) => clientSettings(client, 'Clients__${index}', from.vaultUri)),
    {},
    (all, one) => union(all, one)
  )
  ...reduce(
    map(from.baseModels, (model, index) => priceSettings(model, 'Prices__${index}')),
    {},
    (all, one) => union(all, one)
  )
}

@description('What one model costs.')
func priceSettings(model types.baseModel, prefix string) object => {
  '${prefix}__Model': model.name
  '${prefix}__TrainingPerMillionTokens': model.?trainingPrice ?? ''
  '${prefix}__InputPerMillionTokens': model.?inputPrice ?? ''
  '${prefix}__CachedInputPerMillionTokens': model.?cachedInputPrice ?? ''
  '${prefix}__OutputPerMillionTokens': model.?outputPrice ?? ''
  '${prefix}__HostingPerHour': model.?hostingPrice ?? ''
}

@description('One client\'s settings. The secret is named without a version: the newest counts, within a day or when the app starts anew.')
func clientSettings(client types.client, prefix string, vaultUri string) object => {
  '${prefix}__Id': client.id
  '${prefix}__Credentials': '@Microsoft.KeyVault(SecretUri=${vaultUri}/secrets/client-${client.id}-credentials)'
  '${prefix}__Models': client.?models ?? ''
  '${prefix}__PublicKey': client.?publicKey ?? ''
  '${prefix}__ConcurrentJobs': string(client.?concurrentJobs ?? 2)
  '${prefix}__Deployments': string(client.?deployments ?? 5)
  '${prefix}__FilesKept': string(client.?filesKept ?? 0)
  '${prefix}__DailyTokens': client.?dailyTokens == null ? '' : string(client.?dailyTokens ?? 0)
  '${prefix}__MonthlyTokens': client.?monthlyTokens == null ? '' : string(client.?monthlyTokens ?? 0)
  '${prefix}__ConcurrentRuns': string(client.?concurrentRuns ?? 8)
  '${prefix}__WebhookUrl': client.?webhookUrl ?? ''
  '${prefix}__WebhookSecret': empty(client.?webhookUrl)
    ? ''
    : '@Microsoft.KeyVault(SecretUri=${vaultUri}/secrets/client-${client.id}-webhook)'
  '${prefix}__RequireBodyHash': client.?requireBodyHash == null ? '' : text(client.?requireBodyHash ?? false)
}

@description('As .NET reads it; string() would make True of it in some places and true in others.')
func text(isOn bool) string => isOn ? 'true' : 'false'
