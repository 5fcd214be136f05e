// How to let a client in, as README.md's section "check_credentials" explains it, with this deployment's names.

@description('What the steps are about.')
type names = {
  client: string
  vault: string
  vaultId: string
  app: string
  appId: string
  group: string
}

@export()
@description('Commands for a shell, one a line. USER and PASS are the client\'s.')
func firstClientSteps(of names) string =>
  join(
    [
      '# Once: whoever runs the rest needs rights in the vault, which nobody has by default. They count after some minutes.'
      assign('Key Vault Crypto Officer', of.vaultId)
      assign('Key Vault Secrets Officer', of.vaultId)
      '# The gateway\'s public key, for the client:'
      'az keyvault key download --vault-name ${of.vault} --name gateway --encoding PEM --file gateway-public.pem'
      '# The client\'s key, of which the gateway needs the public half only:'
      'openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out client-private.pem'
      'az keyvault key import --vault-name ${of.vault} --name client-${of.client} --pem-file client-private.pem --ops verify'
      '# Its expected credentials, of a USER and a PASS (USERPASS is both, one right after the other):'
      'credentials=$(printf %s \'USERPASS\' | openssl dgst -sha256 -hmac \'PASS\' -r | cut -c1-64)'
      'az keyvault secret set --vault-name ${of.vault} --name client-${of.client}-credentials --value "$credentials" --output none'
      '# The app reads them when it starts:'
      'az rest --method post --url "${of.appId}/config/configreferences/appsettings/refresh?api-version=2024-11-01"'
      'az functionapp restart --resource-group ${of.group} --name ${of.app}'
    ],
    '\n'
  )

func assign(role string, scope string) string =>
  'az role assignment create --assignee "$(az ad signed-in-user show --query id -o tsv)" --role "${role}" --scope "${scope}"'
