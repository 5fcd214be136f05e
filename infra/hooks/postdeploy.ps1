# Asks the app that was just deployed how it is. A cold start and a first look at vault and models take a while.
$ErrorActionPreference = 'Stop'

$url = ($env:GATEWAY_ENDPOINT -replace '/lambda$', '') + '/health'
for ($tries = 20; ; $tries--) {
  try {
    $answer = Invoke-WebRequest -Uri $url -TimeoutSec 60 -SkipHttpErrorCheck
    if ($answer.StatusCode -eq 200) { Write-Host "${url}: 200"; exit 0 }
    $seen = "$($answer.StatusCode) $($answer.Content)"
  }
  catch {
    $seen = $_.Exception.Message
  }
  if ($tries -le 1) {
    [Console]::Error.WriteLine("ERROR: $url does not answer 200:`n$seen`nThe app's log is in Application Insights; a missing setting is a line that begins with 'error'.")
    exit 1
  }
  Start-Sleep 15
}
