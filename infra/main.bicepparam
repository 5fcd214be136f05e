// What azd deploys. It sets AZURE_ENV_NAME and AZURE_LOCATION itself after asking for them; the others are set by 'azd env set NAME VALUE' (or as
// variables of the GitHub environment). What is the same in all environments is better written here: each parameter of main.bicep may be added.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'bot-gateway')
param location = readEnvironmentVariable('AZURE_LOCATION', 'swedencentral')
param modelLocation = readEnvironmentVariable('MODEL_LOCATION', 'swedencentral')
param nameSalt = readEnvironmentVariable('NAME_SALT', '')
param privateNetwork = bool(readEnvironmentVariable('PRIVATE_NETWORK', 'false'))
param autoDeploy = bool(readEnvironmentVariable('AUTO_DEPLOY', 'false'))
param alertEmail = readEnvironmentVariable('ALERT_EMAIL', '')
param versionUpgradeOption = readEnvironmentVariable('VERSION_UPGRADE_OPTION', 'NoAutoUpgrade')

// As JSON.
param baseModels = json(readEnvironmentVariable(
  'BASE_MODELS',
  '[{"name":"gpt-4.1-mini","version":"2025-04-14","sku":"GlobalStandard","capacity":50}]'
))

// As JSON, for instance [{"id":"default"},{"id":"acme","requireBodyHash":true}].
param clients = json(readEnvironmentVariable('GATEWAY_CLIENTS', '[{"id":"default"}]'))
