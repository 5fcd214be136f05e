// What somebody should be woken for: the timer stands still, requests fail, the vault refuses to answer because it is asked too often.
param token string
param location string
param tags object
param applicationInsightsId string
param vaultId string

@description('Who gets a mail; empty for nobody.')
param email string

param failurePercentage int
param failureMinimumRequests int

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

resource noTick 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: 'no-tick-${token}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'Bot Gateway: no tick for 10 minutes'
    description: 'The timer has not come to the end of a tick for 10 minutes: routines do not run and jobs are not followed.'
    severity: 1
    enabled: true
    autoMitigate: true
    scopes: [applicationInsightsId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT10M'
    criteria: {
      allOf: [
        {
          query: ticks
          metricMeasureColumn: 'Ticks'
          timeAggregation: 'Total'
          operator: 'LessThan'
          threshold: 1
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: actionGroupIds }
  }
}

resource failureRatio 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: 'failures-${token}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'Bot Gateway: requests fail'
    description: 'More than ${failurePercentage} % of the requests of the last 15 minutes were answered with 5xx.'
    severity: 2
    enabled: true
    autoMitigate: true
    scopes: [applicationInsightsId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      allOf: [
        {
          query: failures
          metricMeasureColumn: 'Percentage'
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: failurePercentage
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: actionGroupIds }
  }
}

resource throttledVault 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'vault-throttled-${token}'
  location: 'global'
  tags: tags
  properties: {
    description: 'The vault answers 429: one decryption a request is more than it takes, and clients are told 503.'
    severity: 2
    enabled: true
    autoMitigate: true
    scopes: [vaultId]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'throttled'
          metricNamespace: 'Microsoft.KeyVault/vaults'
          metricName: 'ServiceApiResult'
          dimensions: [{ name: 'StatusCode', operator: 'Include', values: ['429'] }]
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: [for id in actionGroupIds: { actionGroupId: id }]
  }
}
