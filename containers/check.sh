#!/usr/bin/env bash
# Tries what the README says of containers, on a project of its own that is removed afterwards: the start, the tour word for word, several of each and the
# tour again, a restart of every instance under load (as often as ROUNDS says, of the services in RESTARTED), and that an end and a new start lose
# nothing. Needs Docker and curl.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
COMPOSE_PROJECT_NAME=lords-press-check
# shellcheck source=containers/trial/common.sh
. containers/trial/common.sh

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
        # shellcheck disable=SC2016 # the README's quotes
        sed -n '/^## A five-minute tour/,/^## The map/p' README.md | sed -n '/^```bash/,/^```/{s/^```bash//;s/^```/echo/;p;}'
    } | sed "s/the-bell/$1/g" >"$work/tour.sh"
    bash "$work/tour.sh" >"$work/tour.txt" 2>"$work/tour.err" || { cat "$work/tour.txt" "$work/tour.err" >&2; return 1; }
    local expected
    for expected in '"masthead"' '"revision":1' 'It rang — twice.' '"revision":2' sha256: ' 410' 'There is no bell.'; do
        grep -qF -- "$expected" "$work/tour.txt" || { echo "The tour never says $expected" >&2; cat "$work/tour.txt" >&2; return 1; }
    done
}

publish_steadily() {
    local number=0 id published position page
    until stopped; do
        number=$((number + 1))
        if id=$(draft "Under load, $1-$number" nothing-is-lost) && published=$(publish "$id" nothing-is-lost); then
            read -r _ _ position page _ <<<"$published"
            ask page 200 "$PRESS$page?at-least=$position" >/dev/null || true
        fi
        sleep 0.2
    done
}

# round NUMBER: every instance is replaced in turn while all that goes on.
round() {
    local loaders=() loader count replaced asked before
    rm -f "$work/stop"
    : >"$work/asked"
    : >"$work/failed"
    before=$(wc -l <"$work/acknowledged")
    renew_token
    # shellcheck disable=SC2086 # a list of names
    count=$(docker compose ps --quiet ${RESTARTED:-$SERVICES} | wc -l)
    read_pages 'api/pages/front?limit=' & loaders+=($!)
    read_pages '?limit=' & loaders+=($!)
    call_services & loaders+=($!)
    publish_steadily "$1" & loaders+=($!)
    # shellcheck disable=SC2086 # a list of names
    containers/restart.sh ${RESTARTED:-$SERVICES} >"$work/restarts"
    touch "$work/stop"
    # One after the other: a loader that ended in an error ends the check.
    for loader in "${loaders[@]}"; do wait "$loader"; done
    replaced=$(wc -l <"$work/restarts") asked=$(wc -l <"$work/asked")
    echo "  round $1: $replaced restarts, $asked requests, $(wc -l <"$work/failed") failed"
    if [ "$replaced" -ne "$count" ]; then echo "$count instances were there." >&2; return 1; fi
    if [ "$asked" -lt $((20 * replaced)) ] || [ "$(wc -l <"$work/acknowledged")" -eq "$before" ]; then echo "That was no load." >&2; return 1; fi
    if [ -s "$work/failed" ]; then head -n 20 "$work/failed" >&2; return 1; fi
}

step "Starting"
docker compose up --build --wait --quiet-pull
start_seconds
for service in $SERVICES; do docker compose exec -T "$service" test -s /app/app.aot || { echo "$service has no ahead-of-time cache." >&2; exit 1; }; done
step "The tour"
tour the-bell
step "Three gateways and two of each service, and the tour again"
# shellcheck disable=SC2086 # a list of options
docker compose up --wait $SEVERAL
tour the-bell-again
for number in $(seq "${ROUNDS:-1}"); do
    step "Restarting everything under load"
    round "$number"
done
step "Down and up again"
docker compose ps --quiet gateway article-service |
    xargs docker inspect --format '{{range .Mounts}}{{if eq .Destination "/var/lib/press"}}{{.Name}}{{end}}{{end}}' >"$work/views"
renew_token
kept=$(draft "Not published yet" kept)
docker compose down
docker compose up --wait
renew_token
edit draft 200 GET "/api/articles/$kept" >/dev/null || true
while read -r id revision _ page _; do
    ask "$page" 200 "$PRESS$page" >/dev/null || true
    edit "$id" 200 GET "/api/articles/$id/revisions/$revision" >/dev/null || true
done <"$work/acknowledged"
ask the-bell-again 410 "$PRESS/api/pages/articles/the-bell-again" >/dev/null || true
if [ -s "$work/failed" ]; then cat "$work/failed" >&2; exit 1; fi
echo "  $(wc -l <"$work/acknowledged") articles that were published under load are all there, for readers and for editors"
