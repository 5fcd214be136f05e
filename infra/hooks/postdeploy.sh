#!/bin/sh
# Asks the app that was just deployed how it is. A cold start and a first look at vault and models take a while.
set -eu

url="${GATEWAY_ENDPOINT:?}"
url="${url%/lambda}/health"
tries=${HEALTH_TRIES:-20}
until answer=$(curl -sS --max-time 60 --write-out '\n%{http_code}' "$url" 2>&1) && [ "$(printf %s "$answer" | tail -n 1)" = 200 ]; do
  tries=$((tries - 1))
  if [ "$tries" -le 0 ]; then
    echo "ERROR: $url does not answer 200:" >&2
    echo "$answer" >&2
    echo "The app's log is in Application Insights; a missing setting is a line that begins with 'error'." >&2
    exit 1
  fi
  sleep "${HEALTH_WAIT:-15}"
done
echo "$url: 200"
