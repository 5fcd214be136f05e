#!/bin/sh
# Makes the first client, so that the app that is deployed next can start: its key pair and expected credentials, into the vault. Where they are there
# already nothing changes. azd gives the outputs of main.bicep as variables. What is to be handed to the client goes into a file, never to the terminal.
set -eu

client=${FIRST_CLIENT_ID:?}
vault=${KEY_VAULT_NAME:?}
folder=".azure/${AZURE_ENV_NAME:?}/clients/$client"

fail() { echo "ERROR: $1" >&2; exit 1; }
has() { az keyvault "$1" show --vault-name "$vault" --name "$2" --output none 2>/dev/null; }

command -v az >/dev/null || fail "The Azure CLI is missing: https://aka.ms/azcli. Then: azd hooks run postprovision"
command -v openssl >/dev/null || fail "openssl is missing. Then: azd hooks run postprovision"

if has key "client-$client" && has secret "client-$client-credentials"; then
  echo "Client $client is in vault $vault already."
  exit 0
fi
# A runner's disk is gone after the run, and the client's private key with it.
[ -z "${CI:-}" ] || fail "Client $client is not in vault $vault, and its private key must not be made in CI. Once, on your machine: azd env refresh, then azd hooks run postprovision"

echo "Making client $client in vault $vault ..."
user=$(az ad signed-in-user show --query id --output tsv)
for role in 'Key Vault Crypto Officer' 'Key Vault Secrets Officer'; do
  az role assignment create --assignee "$user" --role "$role" --scope "${KEY_VAULT_ID:?}" --output none
done

umask 077
mkdir -p "$folder"
[ -f "$folder/private.pem" ] || openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$folder/private.pem" 2>/dev/null
if [ ! -f "$folder/credentials.txt" ]; then
  printf 'USER=%s\nPASS=%s\n' "$(openssl rand -hex 8)" "$(openssl rand -hex 32)" >"$folder/credentials.txt.new"
  mv "$folder/credentials.txt.new" "$folder/credentials.txt"
fi
client_user=$(sed -n 's/^USER=//p' "$folder/credentials.txt")
client_pass=$(sed -n 's/^PASS=//p' "$folder/credentials.txt")
printf %s "$client_user$client_pass" | openssl dgst -sha256 -hmac "$client_pass" -r | cut -c1-64 | tr -d '\n' >"$folder/expected.txt"
trap 'rm -f "$folder/expected.txt"' EXIT

# New role assignments count after some minutes.
tries=${ROLE_TRIES:-40}
until az keyvault key import --vault-name "$vault" --name "client-$client" --pem-file "$folder/private.pem" --ops verify --output none; do
  tries=$((tries - 1))
  [ "$tries" -gt 0 ] || fail "The vault did not take the key. See the error above, then: azd hooks run postprovision"
  echo "The new role does not count yet; trying again in ${ROLE_WAIT:=15} s ..."
  sleep "$ROLE_WAIT"
done
az keyvault secret set --vault-name "$vault" --name "client-$client-credentials" --file "$folder/expected.txt" --output none
az keyvault key download --vault-name "$vault" --name gateway --encoding PEM --file "$folder/gateway-public.pem.new"
mv "$folder/gateway-public.pem.new" "$folder/gateway-public.pem"
# An app that runs already reads the references when it starts.
az rest --method post --url "${APP_ID:?}/config/configreferences/appsettings/refresh?api-version=2024-11-01" --output none
az functionapp restart --ids "$APP_ID"

cat <<END
Client $client is in the vault. Hand over, by a channel that you trust, and delete here:
  $folder/private.pem         the key it signs with
  $folder/credentials.txt     its USER and PASS
  $folder/gateway-public.pem  the key it encrypts with
  ${GATEWAY_ENDPOINT:?}       the address; audience of JWTs: ${GATEWAY_AUDIENCE:?}
END
