#!/usr/bin/env bash
# Tries what the README says of containers, on a project of its own that is removed afterwards: the start, the tour word for word, several of each and the
# tour again, a restart of every instance under load (as often as ROUNDS says), and that an end and a new start lose nothing. Needs Docker and curl.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
export COMPOSE_PROJECT_NAME=${COMPOSE_PROJECT_NAME:-lords-press-check}
export PRESS_GATEWAY_PORT=${PRESS_GATEWAY_PORT:-18080} PRESS_MAIL_PORT=${PRESS_MAIL_PORT:-18025} PRESS_NETWORK=${PRESS_NETWORK:-172.30.81}
export WEATHER_PROVIDER=${WEATHER_PROVIDER:-recorded}
# A press that runs here without containers is not the one to ask for a token.
export PRESS_DATA=/nonexistent
PRESS=http://localhost:$PRESS_GATEWAY_PORT
SERVICES="article-service subscription-service weather-service gateway"
work=$(mktemp -d)

finish() {
    local code=$?
    touch "$work/stop"
    wait
    if [ $code -ne 0 ]; then docker compose logs --no-color --tail 60 >&2 || true; fi
    docker compose down --volumes --timeout 5 >/dev/null 2>&1 || true
    # What a down leaves behind.
    if [ -s "$work/views" ]; then xargs docker volume rm <"$work/views" >/dev/null 2>&1 || true; fi
    rm -rf "$work"
    if [ $code -eq 0 ]; then echo "All of it works."; else echo "It fails." >&2; fi
}
trap finish EXIT

step() { echo "== $* ($SECONDS s)"; }

start_seconds() {
    local service
    for service in $SERVICES; do
        docker compose logs --no-color --no-log-prefix "$service" | sed -n 's/.*Started \([A-Za-z]*\) in \([0-9.]*\) seconds.*/  \1 \2 s/p' | tail -n 1
    done
}

# tour SLUG: every shell block of the README's tour; a slug that was published once is never free again.
tour() {
    {
        echo 'set -euo pipefail'
        sed -n '/^## A five-minute tour/,/^## The map/p' README.md | sed -n '/^```bash/,/^```/{s/^```bash//;s/^```/echo/;p;}'
    } | sed "s/the-bell/$1/g" >"$work/tour.sh"
    bash "$work/tour.sh" >"$work/tour.txt" 2>"$work/tour.err" || { cat "$work/tour.txt" "$work/tour.err" >&2; return 1; }
    local expected
    for expected in '"masthead"' '"revision":1' 'It rang — twice.' '"revision":2' sha256: ' 410' 'There is no bell.'; do
        grep -qF -- "$expected" "$work/tour.txt" || { echo "The tour never says $expected" >&2; cat "$work/tour.txt" >&2; return 1; }
    done
}

# ask LABEL CODES CURL-ARGUMENTS…: one request; what it answers goes to standard output, a code that isn't among CODES to the failures.
ask() {
    local label=$1 codes=$2 answer code
    shift 2
    answer=$(curl -s -m 30 -w '\n%{http_code}' "$@") || true
    code=${answer##*$'\n'}
    echo . >>"$work/asked"
    if [[ " $codes " != *" $code "* ]]; then echo "$(date +%T) $label: $code ${answer%$'\n'*}" >>"$work/failed"; fi
    printf %s "${answer%$'\n'*}"
}

# Readers who keep their connection, as browsers do.
read_pages() {
    local pages
    while [ ! -e "$work/stop" ]; do
        pages=$(curl -s -m 60 -o /dev/null -w '%{http_code} %{url_effective}\n' "$PRESS/$1[1-40]" || echo "curl $?")
        echo "$pages" >>"$work/asked"
        grep -v '^200 ' <<<"$pages" | sed "s/^/$(date +%T) /" >>"$work/failed" || true
        sleep 0.1
    done
}

call_services() {
    while [ ! -e "$work/stop" ]; do
        ask articles 200 "$PRESS/api/articles?limit=2" -H "Authorization: Bearer $TOKEN" >/dev/null
        ask consent 200 "$PRESS/api/consent" >/dev/null
        ask jwks 200 "$PRESS/oauth2/jwks" >/dev/null
        ask weather 200 "$PRESS/api/weather" >/dev/null
    done
}

publish() {
    local number=0 article published position
    while [ ! -e "$work/stop" ]; do
        number=$((number + 1))
        article=$(ask draft 201 "$PRESS/api/articles" -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \
            -d "{\"headline\": \"Under load, $1-$number\", \"body\": \"Nothing is lost.\"}" | sed -n 's/^{"id":"\([^"]*\)".*/\1/p')
        published=$(ask publication 200 -X POST "$PRESS/api/articles/$article/publication" -H "Authorization: Bearer $TOKEN")
        position=$(sed -n 's/.*"position":"\([^"]*\)".*/\1/p' <<<"$published")
        ask page 200 "$PRESS$(sed -n 's/.*"page":"\([^"]*\)".*/\1/p' <<<"$published")?at-least=$position" >/dev/null
        if [ -n "$position" ]; then sed -n 's/.*"page":"\([^"]*\)".*/\1/p' <<<"$published" >>"$work/published"; fi
        sleep 0.2
    done
}

# round NUMBER: every instance restarts in turn while all that goes on.
round() {
    rm -f "$work"/{stop,asked,failed}
    touch "$work"/{asked,failed}
    TOKEN=$(./press token)
    read_pages 'api/pages/front?limit=' & read_pages '?limit=' & call_services & publish "$1" &
    # shellcheck disable=SC2086 # a list of names
    containers/restart.sh $SERVICES >"$work/restarts"
    touch "$work/stop"
    wait
    echo "  round $1: $(wc -l <"$work/restarts") restarts, $(wc -l <"$work/asked") requests, $(wc -l <"$work/failed") failed"
    if [ -s "$work/failed" ]; then head -n 20 "$work/failed" >&2; return 1; fi
}

step "Starting"
docker compose up --build --wait --quiet-pull
start_seconds
step "The tour"
tour the-bell
step "Three gateways and two of each service, and the tour again"
docker compose up --wait --scale gateway=3 --scale article-service=2 --scale subscription-service=2 --scale weather-service=2
tour the-bell-again
for number in $(seq "${ROUNDS:-1}"); do
    step "Restarting everything under load"
    round "$number"
done
step "Down and up again"
docker compose ps --quiet gateway article-service |
    xargs docker inspect --format '{{range .Mounts}}{{if eq .Destination "/var/lib/press"}}{{.Name}}{{end}}{{end}}' >"$work/views"
docker compose down
docker compose up --wait
while read -r page; do
    ask "$page" 200 "$PRESS$page" >/dev/null
done <"$work/published"
ask the-bell-again 410 "$PRESS/api/pages/articles/the-bell-again" >/dev/null
if [ -s "$work/failed" ]; then cat "$work/failed" >&2; exit 1; fi
echo "  $(wc -l <"$work/published") articles that were published under load are all there"
