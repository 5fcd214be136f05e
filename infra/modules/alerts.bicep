// What somebody should be woken for: the timer stands still, requests fail or are slow, routines and jobs fail, vault or models refuse to answer because
// they are asked too often, a model is about to be retired, the money runs out.
import { baseModel, budget as budgetType } from '../types.bicep'

param token string
param location string
param tags object
param applicationInsightsId string
param vaultId string
param modelsId string
param baseModels baseModel[]

@description('Who gets a mail; empty for nobody.')
param email string

@description('What may be spent; null for no bound.')
param budget budgetType?

param failurePercentage int
param failureMinimumRequests int
param slowSeconds int
param failedRuns int
param failedJobs int

var actionGroupIds = empty(email) ? [] : [actionGroup.id]

// The app's own metrics, which are exact; of traces only a part is kept. A sum without groups is a row even of nothing, so that silence counts as 0.
var ticks = '''
customMetrics
| where name == "bot_gateway.scheduler.ticks"
| summarize Ticks = sum(value)
'''

var failures = format(
  '''
customMetrics
| where name == "bot_gateway.request.duration"
| extend Status = toint(customDimensions["http.response.status_code"])
| summarize Total = sum(valueCount), Failed = sumif(valueCount, Status >= 500)
| project Percentage = iff(Total >= {0}, 100.0 * Failed / Total, 0.0)
''',
  failureMinimumRequests
)

// The Functions host's own rows: a metric keeps no percentiles.
var slowRequests = '''
requests
| where name == "Dispatcher"
| summarize Seconds = percentilew(duration, itemCount, 95) / 1000.0
'''

// Measured at each tick: where there is none, that has an alert of its own.
var queueAge = '''
customMetrics
| where name == "bot_gateway.queue.age"
| summarize Seconds = max(valueMax)
'''

var poison = '''
customMetrics
| where name == "bot_gateway.queue.poison"
| summarize Messages = max(valueMax)
'''

var runs = '''
customMetrics
| where name == "bot_gateway.routine.runs"
| where customDimensions["bot_gateway.outcome"] == "failed"
| summarize Failed = sum(value)
'''

var jobs = '''
customMetrics
| where name == "bot_gateway.jobs"
| where customDimensions["bot_gateway.job.status"] == "failed"
| summarize Failed = sum(value)
'''

var logAlerts = [
  {
    name: 'no-tick'
    title: 'no tick for 10 minutes'
    description: 'The timer has not come to the end of a tick for 10 minutes: routines do not run and jobs are not followed.'
    severity: 1
    frequency: 'PT5M'
    window: 'PT10M'
    query: ticks
    column: 'Ticks'
    aggregation: 'Total'
    operator: 'LessThan'
    threshold: 1
  }
  {
    name: 'failures'
    title: 'requests fail'
    description: 'More than ${failurePercentage} % of the requests of the last 15 minutes were answered with 5xx.'
    severity: 2
    frequency: 'PT5M'
    window: 'PT15M'
    query: failures
    column: 'Percentage'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: failurePercentage
  }
  {
    name: 'slow'
    title: 'requests are slow'
    description: 'One in twenty of the requests of the last 15 minutes took more than ${slowSeconds} s.'
    severity: 3
    frequency: 'PT5M'
    window: 'PT15M'
    query: slowRequests
    column: 'Seconds'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: slowSeconds
  }
  {
    name: 'queue-late'
    title: 'the queue is not worked off'
    description: 'A message of the queue has waited for more than 5 minutes: routines run late. Raise maximumInstances, or find out why messages fail.'
    severity: 2
    frequency: 'PT5M'
    window: 'PT15M'
    query: queueAge
    column: 'Seconds'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: 300
  }
  {
    name: 'poison'
    title: 'messages fail for good'
    description: 'A message failed five times and is in the queue bot-gateway-work-poison. Its routines and jobs come again by themselves; the log says why it failed. Delete it when that is mended.'
    severity: 2
    frequency: 'PT5M'
    window: 'PT15M'
    query: poison
    column: 'Messages'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: 0
  }
  {
    name: 'failed-runs'
    title: 'routines fail'
    description: 'More than ${failedRuns} attempts to run a routine failed in the last hour.'
    severity: 3
    frequency: 'PT15M'
    window: 'PT1H'
    query: runs
    column: 'Failed'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: failedRuns
  }
  {
    name: 'failed-jobs'
    title: 'fine-tuning jobs fail'
    description: 'More than ${failedJobs} fine-tuning jobs failed in the last hour.'
    severity: 3
    frequency: 'PT15M'
    window: 'PT1H'
    query: jobs
    column: 'Failed'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: failedJobs
  }
]

var retiring = map(filter(baseModels, model => !empty(model.?retires)), model => {
  name: 'retires-${replace(model.name, '.', '-')}'
  title: '${model.name} is about to be retired'
  description: 'Azure retires ${model.name} ${model.version} on ${model.?retires}, within 30 days: name another one in the parameter baseModels.'
  severity: 2
  frequency: 'P1D'
  window: 'P1D'
  query: format(
    '''
customMetrics
| summarize Rows = count()
| project Days = datetime_diff("day", datetime({0}), now())
''',
    model.?retires
  )
  column: 'Days'
  aggregation: 'Minimum'
  operator: 'LessThan'
  threshold: 30
})

var metricAlerts = [
  {
    name: 'vault-throttled'
    description: 'The vault answers 429: one decryption a request is more than it takes, and clients are told 503.'
    scope: vaultId
    namespace: 'Microsoft.KeyVault/vaults'
    metric: 'ServiceApiResult'
    aggregation: 'Count'
  }
  {
    name: 'models-throttled'
    description: 'The model account answers 429: the capacity of a deployment is used up, and clients are told so.'
    scope: modelsId
    namespace: 'Microsoft.CognitiveServices/accounts'
    metric: 'AzureOpenAIRequests'
    aggregation: 'Total'
  }
]

var thresholds = [
  { kind: 'Actual', percentage: 80 }
  { kind: 'Actual', percentage: 100 }
  { kind: 'Forecasted', percentage: 100 }
]

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: 'ag-${token}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'gateway'
    enabled: true
    emailReceivers: [{ name: 'mail', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource logAlert 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for alert in concat(logAlerts, retiring): {
    name: '${alert.name}-${token}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'Bot Gateway: ${alert.title}'
      description: alert.description
      severity: alert.severity
      enabled: true
      autoMitigate: true
      scopes: [applicationInsightsId]
      evaluationFrequency: alert.frequency
      windowSize: alert.window
      criteria: {
        allOf: [
          {
            query: alert.query
            metricMeasureColumn: alert.column
            timeAggregation: alert.aggregation
            operator: alert.operator
            threshold: alert.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: actionGroupIds }
    }
  }
]

resource throttled 'Microsoft.Insights/metricAlerts@2026-01-01' = [
  for alert in metricAlerts: {
    name: '${alert.name}-${token}'
    location: 'global'
    tags: tags
    properties: {
      description: alert.description
      severity: 2
      enabled: true
      autoMitigate: true
      scopes: [alert.scope]
      evaluationFrequency: 'PT1M'
      windowSize: 'PT5M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: 'throttled'
            metricNamespace: alert.namespace
            metricName: alert.metric
            dimensions: [{ name: 'StatusCode', operator: 'Include', values: ['429'] }]
            timeAggregation: alert.aggregation
            operator: 'GreaterThan'
            threshold: 0
          }
        ]
      }
      actions: [for id in actionGroupIds: { actionGroupId: id }]
    }
  }
]

// A budget sends mails; it stops nothing.
resource monthlyBudget 'Microsoft.Consumption/budgets@2026-06-01' = if (budget != null) {
  name: 'budget-${token}'
  properties: {
    category: 'Cost'
    timeGrain: 'Monthly'
    amount: budget!.amount
    timePeriod: { startDate: budget!.start }
    notifications: reduce(
      map(thresholds, threshold => {
        '${threshold.kind}-${threshold.percentage}': {
          enabled: true
          operator: 'GreaterThanOrEqualTo'
          threshold: threshold.percentage
          thresholdType: threshold.kind
          contactEmails: empty(email) ? [] : [email]
          contactRoles: ['Owner']
        }
      }),
      {},
      (all, one) => union(all, one)
    )
  }
}
