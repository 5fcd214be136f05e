// The shapes of main.bicep's parameters. Values left out are the app's own defaults, as docs/settings.md lists them.

@export()
@description('A client that the gateway lets in. Its public key is the vault\'s key client-<id>, its expected credentials are the secret client-<id>-credentials.')
type client = {
  @description('1 to 64 of a to z, 0 to 9 and hyphen; default is the client of requests without key_id.')
  @minLength(1)
  @maxLength(64)
  id: string

  @description('Models from before the gateway that it may use, separated by commas.')
  models: string?

  @description('Its public key in base64, of a client that came from the old service with nothing else; see docs/migration.md.')
  publicKey: string?

  @description('How many of its jobs may run at once.')
  @minValue(1)
  @maxValue(100)
  concurrentJobs: int?

  @description('How many of its models may be deployed at a time.')
  @minValue(1)
  @maxValue(100)
  deployments: int?

  @description('Of how many of its ended jobs, the newest, the files stay at the model service.')
  @minValue(0)
  @maxValue(20)
  filesKept: int?

  @description('How many tokens its messages and routines may use in a UTC day; left out, any number.')
  @minValue(1)
  @maxValue(2147483647)
  dailyTokens: int?

  @description('How many tokens its messages and routines may use in a UTC month; left out, any number.')
  @minValue(1)
  @maxValue(2147483647)
  monthlyTokens: int?

  @description('How many of its routines run at once, on all instances together.')
  @minValue(1)
  @maxValue(100)
  concurrentRuns: int?

  @description('The https address at which it is told of events. What is sent is signed with the vault\'s secret client-<id>-webhook.')
  webhookUrl: string?

  @description('Whether its tokens must bind the body; left out, as auth.requireBodyHash says.')
  requireBodyHash: bool?
}

@export()
@description('A base model that clients may train and use. Its deployment is named like the model.')
type baseModel = {
  @description('Name of the model, for instance gpt-4.1-mini. It must be one that the account\'s region trains.')
  @minLength(1)
  @maxLength(64)
  name: string

  @description('Version of the model, for instance 2025-04-14.')
  @minLength(1)
  version: string

  @description('Where answers are computed: Standard in the region, DataZoneStandard in its data zone, GlobalStandard anywhere.')
  sku: 'Standard' | 'DataZoneStandard' | 'GlobalStandard'

  @description('Thousands of tokens a minute that answers may take, of the subscription\'s quota in the region.')
  @minValue(1)
  @maxValue(100000)
  capacity: int

  @description('The price of a million trained tokens in any currency, for instance 5.5: what a dry run of train says that a job costs.')
  trainingPrice: string?

  @description('The price of a million prompt tokens in the same currency: what the event usage says that messages cost.')
  inputPrice: string?

  @description('The price of a million prompt tokens that were in the cache; left out, as inputPrice.')
  cachedInputPrice: string?

  @description('The price of a million completion tokens.')
  outputPrice: string?

  @description('The price of an hour for which a trained model is deployed.')
  hostingPrice: string?

  @description('The day on which Azure retires this version, as YYYY-MM-DD: an alert is raised 30 days before.')
  @minLength(10)
  @maxLength(10)
  retires: string?
}

@export()
@description('What a month may cost.')
type budget = {
  @description('The amount, in the currency that the subscription is billed in.')
  @minValue(1)
  @maxValue(100000000)
  amount: int

  @description('The first day of the month from which on it counts, as YYYY-MM-01: not a past month when the budget is made. Azure does not change it afterwards.')
  @minLength(10)
  @maxLength(10)
  start: string
}

@export()
@description('The settings Auth__*.')
type auth = {
  @description('What aud of JWTs must be: this gateway\'s name. Left out, the function app\'s name.')
  audience: string?

  @description('Refuse tokens that do not bind the body.')
  requireBodyHash: bool?

  @description('Where used tokens are kept. memory is for one instance only, and this app may have several.')
  replay: 'table' | 'memory' | 'off'?

  @description('How many requests a second a client may send to one instance in the long run.')
  @minValue(1)
  @maxValue(10000)
  requestsPerSecond: int?

  @description('How many requests a client may send at once, after a pause.')
  @minValue(1)
  @maxValue(100000)
  requestBurst: int?

  @description('How many minutes keys are used before the vault is asked again.')
  @minValue(1)
  @maxValue(60)
  keyMinutes: int?

  @description('How many minutes keys are used while the vault does not answer; at least keyMinutes.')
  @minValue(1)
  @maxValue(1440)
  keyOutageMinutes: int?
}

@export()
@description('How trained models are deployed: the settings OpenAI__Deployment* and OpenAI__IdleUndeployHours.')
type deployments = {
  @description('Whether clients may have their models deployed with deploy_model, without autoDeploy too.')
  onRequest: bool?

  @description('Thousands of tokens a minute of each deployment; the account\'s quota bounds it.')
  @minValue(1)
  @maxValue(100000)
  capacity: int?

  @description('The kind of deployment: Standard, GlobalStandard or DeveloperTier, say.')
  sku: string?

  @description('After how many hours without an answer a deployment is removed until the next message; 0: never.')
  @minValue(0)
  @maxValue(8760)
  idleUndeployHours: int?
}

@export()
@description('The settings Scheduler__*.')
type scheduler = {
  @description('How many days runs are kept.')
  @minValue(1)
  @maxValue(3650)
  runHistoryDays: int?

  @description('How old a status may be that check_train answers with, in seconds; 0 asks the service each time.')
  @minValue(0)
  @maxValue(60)
  jobAgeSeconds: int?

  @description('After how many days a job that has not ended is given up.')
  @minValue(1)
  @maxValue(3650)
  lostJobDays: int?
}

@export()
@description('The settings Messaging__* and Requests__*.')
type limits = {
  @description('The longest message, instructions or name, in UTF-16 characters.')
  @minValue(1)
  @maxValue(200000)
  maxCharacters: int?

  @description('How much of a thread a bot is reminded of, in tokens.')
  @minValue(0)
  @maxValue(1000000)
  historyTokens: int?

  @description('The longest answer, in tokens.')
  @minValue(1)
  @maxValue(32768)
  maxCompletionTokens: int?

  @description('The largest request, in bytes; docs/settings.md says which instance memory it needs.')
  @minValue(1)
  @maxValue(52428800)
  maxBytes: int?

  @description('How many requests of one client an instance answers at once.')
  @minValue(1)
  @maxValue(1000)
  concurrentPerClient: int?

  @description('What happens to fields that an event does not have.')
  unknownFields: ('report' | 'reject')?
}

@export()
@description('The settings Datasets__*.')
type datasets = {
  @description('How many datasets a client may have at once.')
  @minValue(1)
  @maxValue(1000)
  maxPerClient: int?

  @description('How many MB a client\'s datasets may hold together.')
  @minValue(1)
  @maxValue(1048576)
  maxClientMegabytes: int?

  @description('How many MB a dataset may hold.')
  @minValue(1)
  @maxValue(512)
  maxMegabytes: int?

  @description('How many examples a dataset may hold.')
  @minValue(10)
  @maxValue(1000000)
  maxExamples: int?

  @description('How many parts a dataset may have.')
  @minValue(1)
  @maxValue(10000)
  maxParts: int?

  @description('After how many days without a new part a dataset is deleted.')
  @minValue(1)
  @maxValue(365)
  days: int?
}
