#!/usr/bin/env bash
# Replaces every instance of services by one of this checkout and these settings: containers/restart.sh gateway article-service. One after the other, and
# each goes only when its successor is ready, so no request fails and a version that doesn't start changes nothing. Prints a line for each.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

fail() {
    echo "$*" >&2
    exit 1
}

# Those that don't run as well.
instances() { docker compose ps --all --quiet "$1"; }

state() { docker inspect --format '{{if .State.Running}}{{.State.Health.Status}}{{else}}{{.State.Status}}{{end}}' "$1"; }

# all_healthy SERVICE INSTANCE…
all_healthy() {
    local service=$1 instance
    shift
    if [ $# -eq 0 ]; then fail "No $service is there to be replaced; docker compose up --wait starts one."; fi
    for instance in "$@"; do
        if [ "$(state "$instance")" != healthy ]; then
            fail "A $service is $(state "$instance"): $instance. Mend that first, or remove it: docker rm --force --volumes $instance"
        fi
    done
}

# The balancer looks every second for what is new, and then whether it is ready.
until_ready() {
    local seconds
    # A gateway makes its view anew.
    for ((seconds = 0; seconds < 900; seconds++)); do
        if [ "$(state "$1")" = healthy ]; then
            sleep 3
            return
        fi
        if [ "$(docker inspect --format '{{.RestartCount}}' "$1")" -gt 2 ]; then break; fi
        sleep 1
    done
    docker logs --tail 40 "$1" >&2
    docker rm --force --volumes "$1" >/dev/null
    fail "The new $service doesn't become ready, and is removed; the others are left alone."
}

if [ $# -eq 0 ]; then fail "Which? For example: containers/restart.sh gateway article-service subscription-service weather-service"; fi
for service in "$@"; do
    case $service in
        gateway | article-service | subscription-service | weather-service) ;;
        *) fail "$service isn't among gateway, article-service, subscription-service and weather-service; docker compose up --wait replaces what else changed." ;;
    esac
    old=$(instances "$service")
    # shellcheck disable=SC2086 # a list of ids
    all_healthy "$service" $old
done
# What can go wrong goes wrong before anything is replaced. Attestations would give the same image another id each time.
docker compose --progress quiet up --detach --no-deps prepare
prepare=$(instances prepare)
code=$(docker wait "$prepare")
docker logs --tail 1 "$prepare" >&2
if [ "$code" != 0 ]; then exit 1; fi
BUILDX_NO_DEFAULT_ATTESTATIONS=1 docker compose build --quiet "$@" >&2

for service in "$@"; do
    old=$(instances "$service")
    count=$(wc -w <<<"$old")
    for instance in $old; do
        before=$(instances "$service")
        # shellcheck disable=SC2086 # a list of ids
        all_healthy "$service" $before
        # With what it depends on, which stays as it is: without, some versions of compose take it for another service later, and recreate it.
        docker compose --progress quiet up --detach --no-recreate --no-build --scale "$service=$((count + 1))" "$service"
        new=$(instances "$service" | grep -vxF "$before") || fail "No new $service was made."
        until_ready "$new"
        docker stop "$instance" >/dev/null
        name=$(docker inspect --format '{{.Name}}' "$instance")
        # With its view, by name: one that compose ever recreated isn't anonymous any more.
        view=$(docker inspect --format '{{range .Mounts}}{{if eq .Destination "/var/lib/press"}}{{.Name}}{{end}}{{end}}' "$instance")
        docker rm "$instance" >/dev/null
        if [ -n "$view" ]; then docker volume rm "$view" >/dev/null; fi
        echo "${name#/} is replaced by $(docker inspect --format '{{.Name}}' "$new" | tr -d /)"
    done
done
