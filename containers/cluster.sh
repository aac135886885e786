#!/usr/bin/env bash
# Three brokers, of which one ends while editors publish, again and again; on a project of its own that is removed afterwards. Prints for each end how long a
# publication took at most until readers saw it, and fails when that was longer than 15 seconds, or a publication was refused or lost.
# containers/cluster.sh leader:killed controller:killed leader:gone leader:unplugged (which is what it does without arguments): whoever leads most of the
# articles' partitions or the controllers is killed and comes back by itself, is killed and stays away, or loses its network without a word.
# Needs Docker, curl and the right to kill containers' processes.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
COMPOSE_PROJECT_NAME=lords-press-cluster
set -a
# shellcheck source=containers/cluster.env
. containers/cluster.env
set +a
# shellcheck source=containers/trial/common.sh
. containers/trial/common.sh
# shellcheck source=containers/trial/witness.sh
. containers/trial/witness.sh
if [ $# -eq 0 ]; then set -- leader:killed controller:killed leader:gone leader:unplugged; fi
PROMISED_MS=15000
AWAY=30
export PACE=0.1

broker() { docker compose ps --all --quiet "$(service_of "$1")"; }

service_of() { if [ "$1" = 1 ]; then echo kafka; else echo "kafka-$1"; fi; }

controller() { kafka_tool kafka-metadata-quorum describe --status | sed -n 's/^LeaderId:[[:space:]]*//p'; }

# Of articles: each partition's, in lines of how many and whose, the most first.
leaders() { kafka_tool kafka-topics --describe --topic articles | grep -o 'Leader: [0-9]*' | sort | uniq -c | sort -rn | awk '{ print $1, $3 }'; }

in_sync() { [ -z "$(kafka_tool kafka-topics --describe --under-replicated-partitions || echo unknown)" ]; }

# end NODE HOW and back NODE HOW
end() {
    case $2 in
        killed) kill -9 "$(process "$(broker "$1")")" ;;
        gone) docker kill "$(broker "$1")" >/dev/null ;;
        unplugged) docker network disconnect "${COMPOSE_PROJECT_NAME}_data" "$(broker "$1")" ;;
    esac
}

back() {
    case $2 in
        gone) docker start "$(broker "$1")" >/dev/null ;;
        unplugged) docker network connect --alias "$(service_of "$1")" "${COMPOSE_PROJECT_NAME}_data" "$(broker "$1")" ;;
    esac
    await 120 in_sync || echo "broker $1 doesn't catch up" | wrong
}

# round WHO HOW
round() {
    local leaders controller node from
    leaders=$(leaders)
    controller=$(controller)
    case $1 in
        controller) node=$controller ;;
        # One that doesn't control as well, if there is a choice: that is the other case.
        leader) node=$(awk -v not="$controller" '{ print ($2 == not), -$1, $2 }' <<<"$leaders" | sort -n | awk 'NR == 1 { print $3 }') ;;
    esac
    sleep 5
    from=$(milliseconds)
    echo "  broker $node ends; it leads $(awk -v node="$node" '$2 == node { print $1 }' <<<"$leaders") of 6 partitions, broker $controller the controllers; $(date +%T)"
    end "$node" "$2"
    sleep $AWAY
    back "$node" "$2"
    echo "$1 $2 $from $(milliseconds)" >>"$work/rounds"
}

step "Starting with three brokers"
docker compose up --build --wait --quiet-pull
renew_token
for who in a b c d; do revise_steadily "desk$who" & done
sleep 5
for one in "$@"; do
    step "The ${one%:*} is ${one#*:}"
    renew_token
    round "${one%:*}" "${one#*:}"
done
sleep 5
touch "$work/stop"
wait

step "What is there now"
every_publication_is_in_the_log
every_publication_has_its_page
while read -r who how from to; do
    echo "  $who $how: visible $(pauses "$from" "$to")"
done <"$work/rounds"
awk -v most=$PROMISED_MS '$2 > most { print "a publication took " $2 " ms to be visible" }' "$work/pauses" | wrong
refused=$(grep -c ' publication:' "$work/failed" || true)
echo "  $(wc -l <"$work/acknowledged") acknowledged, $refused refused, $(wc -l <"$work/wrong") lost or late"
cut -c 1-200 "$work/failed" | sed 's/^/    /'
if [ "$refused" -gt 0 ]; then echo "$refused publications were refused" | wrong; fi
[ ! -s "$work/wrong" ]
