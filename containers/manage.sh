#!/usr/bin/env bash
# Asks an instance of a service what is for operators alone:
#   containers/manage.sh gateway /actuator/health
#   containers/manage.sh subscription-service /actuator/signingkeys POST '{}'
# INSTANCE=2 asks the one that docker compose ps calls …-2. Fails when the answer isn't a success.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
if [ $# -lt 2 ]; then
    echo "Usage: containers/manage.sh SERVICE PATH [METHOD [JSON]]" >&2
    exit 1
fi
service=$1
shift
# By bash alone, and with HTTP/1.0, whose answers come in one piece.
# shellcheck disable=SC2016 # expanded in the container
exec docker compose exec -T ${INSTANCE:+--index "$INSTANCE"} "$service" bash -c '
    LC_ALL=C
    exec 3<>"/dev/tcp/127.0.0.1/$MANAGEMENT_SERVER_PORT" || exit 1
    printf "%s %s HTTP/1.0\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" "${2:-GET}" "$1" "${#3}" "${3:-}" >&3
    read -r _ status _ <&3
    while read -r header <&3 && [ "$header" != $'"'\r'"' ]; do :; done
    cat <&3
    echo
    [[ $status == 2* ]] || { echo "$status" >&2; exit 1; }
' manage "$@"
