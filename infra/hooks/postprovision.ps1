# Makes the first client, so that the app that is deployed next can start: its key pair and expected credentials, into the vault. Where they are there
# already nothing changes. azd gives the outputs of main.bicep as variables. What is to be handed to the client goes into a file, never to the terminal.
$ErrorActionPreference = 'Stop'

$client = $env:FIRST_CLIENT_ID
$vault = $env:KEY_VAULT_NAME
$folder = ".azure/$($env:AZURE_ENV_NAME)/clients/$client"

function Fail($message) { [Console]::Error.WriteLine("ERROR: $message"); exit 1 }
function Invoke-Az { & az @args; if ($LASTEXITCODE -ne 0) { Fail "az $($args[0]) $($args[1]) failed. Then: azd hooks run postprovision" } }
function Test-InVault($kind, $name) { & az keyvault $kind show --vault-name $vault --name $name --output none 2>$null; $LASTEXITCODE -eq 0 }

if (-not (Get-Command az -ErrorAction SilentlyContinue)) { Fail 'The Azure CLI is missing: https://aka.ms/azcli. Then: azd hooks run postprovision' }

if ((Test-InVault key "client-$client") -and (Test-InVault secret "client-$client-credentials")) {
  Write-Host "Client $client is in vault $vault already."
  exit 0
}
# A runner's disk is gone after the run, and the client's private key with it.
if ($env:CI) { Fail "Client $client is not in vault $vault, and its private key must not be made in CI. Once, on your machine: azd env refresh, then azd hooks run postprovision" }

Write-Host "Making client $client in vault $vault ..."
$user = Invoke-Az ad signed-in-user show --query id --output tsv
foreach ($role in 'Key Vault Crypto Officer', 'Key Vault Secrets Officer') {
  Invoke-Az role assignment create --assignee $user --role $role --scope $env:KEY_VAULT_ID --output none
}

New-Item -ItemType Directory -Force $folder | Out-Null
if (-not (Test-Path "$folder/private.pem")) {
  $key = [Security.Cryptography.RSA]::Create(2048)
  Set-Content -NoNewline "$folder/private.pem" $key.ExportPkcs8PrivateKeyPem()
}
if (-not (Test-Path "$folder/credentials.txt")) {
  $hex = { param($bytes) [Convert]::ToHexString([Security.Cryptography.RandomNumberGenerator]::GetBytes($bytes)).ToLowerInvariant() }
  Set-Content "$folder/credentials.txt" "USER=$(& $hex 8)", "PASS=$(& $hex 32)"
}
$secrets = Get-Content "$folder/credentials.txt" | ConvertFrom-StringData
$name = ($secrets | Where-Object { $_.USER }).USER
$pass = ($secrets | Where-Object { $_.PASS }).PASS
$utf8 = [Text.Encoding]::UTF8
$hash = [Security.Cryptography.HMACSHA256]::HashData($utf8.GetBytes($pass), $utf8.GetBytes($name + $pass))
Set-Content -NoNewline "$folder/expected.txt" ([Convert]::ToHexString($hash).ToLowerInvariant())
try {
  # New role assignments count after some minutes.
  for ($tries = 40; ; $tries--) {
    & az keyvault key import --vault-name $vault --name "client-$client" --pem-file "$folder/private.pem" --ops verify --output none
    if ($LASTEXITCODE -eq 0) { break }
    if ($tries -le 1) { Fail 'The vault did not take the key. See the error above, then: azd hooks run postprovision' }
    Write-Host 'The new role does not count yet; trying again in 15 s ...'
    Start-Sleep 15
  }
  Invoke-Az keyvault secret set --vault-name $vault --name "client-$client-credentials" --file "$folder/expected.txt" --output none
}
finally {
  Remove-Item -Force "$folder/expected.txt"
}
Remove-Item -Force -ErrorAction SilentlyContinue "$folder/gateway-public.pem"
Invoke-Az keyvault key download --vault-name $vault --name gateway --encoding PEM --file "$folder/gateway-public.pem"
# An app that runs already reads the references when it starts.
Invoke-Az rest --method post --url "$($env:APP_ID)/config/configreferences/appsettings/refresh?api-version=2024-11-01" --output none
Invoke-Az functionapp restart --ids $env:APP_ID

Write-Host @"
Client $client is in the vault. Hand over, by a channel that you trust, and delete here:
  $folder/private.pem         the key it signs with
  $folder/credentials.txt     its USER and PASS
  $folder/gateway-public.pem  the key it encrypts with
  $($env:GATEWAY_ENDPOINT)       the address; audience of JWTs: $($env:GATEWAY_AUDIENCE)
"@
