#!/usr/bin/env bash
# Kills one instance of each service, as nothing else ends a process, while editors publish, readers read, sign up and choose, and newsletters go out; on a
# project of its own that is removed afterwards. Prints how long it took each time until another instance went on with the dead one's work, and fails when
# that was longer than 15 seconds, or something was lost or done twice. Needs Docker, curl and the right to kill containers' processes.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
COMPOSE_PROJECT_NAME=lords-press-kills
export COMPOSE_FILE=${COMPOSE_FILE:-docker-compose.yml}:containers/trial/kills.yml
# shellcheck source=containers/trial/common.sh
. containers/trial/common.sh
# Where this script's requests come from, the network's own address (Docker takes the first one of the range, or of all): believed about the addresses that
# its readers have, since a network may sign up only ten in a minute.
export PRESS_TRUSTED_PROXIES="$PRESS_NETWORK.10|$PRESS_NETWORK.1|$PRESS_NETWORK.128"
export WEATHER_PROVIDER=openweather WEATHER_OPENWEATHER_URL=http://provider:8090 WEATHER_OPENWEATHER_KEY=none WEATHER_POLL_INTERVAL=5s
READERS=${READERS:-100}
# Seconds until others go on with the work of a dead instance, and the mails that it may have begun, on which nobody can go on: ten on each of four connections.
PROMISED=15
BEGUN_AT_MOST=40
# shellcheck source=containers/trial/readers.sh
. containers/trial/readers.sh
# shellcheck source=containers/trial/witness.sh
. containers/trial/witness.sh

# takeover WHAT FROM COMMAND…: until it succeeds, from that millisecond on.
takeover() {
    local what=$1 from=$2 left
    shift 2
    left=$((PROMISED - ($(milliseconds) - from) / 1000))
    if await "$left" "$@"; then
        echo "  takeover: $what after $(since "$from") s"
    else
        echo "$what: NOT taken over within $PROMISED s" | wrong
    fi
}

# kill_9 INSTANCE: and its successor, which the restart policy starts, is held still, so what is done of its work now, another one does.
kill_9() {
    local dead
    dead=$(process "$1")
    killed_at=$(milliseconds)
    kill -9 "$dead"
    await 10 restarted "$1" "$dead"
    # An engine can't always hold what has just begun.
    await 5 held "$1" || { echo "$(name "$1") can't be held still." >&2; return 1; }
    echo "$1" >>"$work/killed"
    echo "  kill -9 of $(name "$1")"
}

held() { docker pause "$1" >/dev/null 2>&1; }

restarted() {
    local now
    now=$(process "$1")
    [ "$now" != 0 ] && [ "$now" != "$2" ]
}

let_go() {
    docker unpause "$1" >/dev/null
    await 120 healthy "$1"
    echo "  $(name "$1") is back after $(since "$killed_at") s"
}

# other SERVICE INSTANCE: one that is not that.
other() { docker compose ps --quiet "$1" | grep -v "$2" | sed -n 1p; }

# one SERVICE: read to the end, since compose that nobody listens to any more ends in an error.
one() { docker compose ps --quiet "$1" | sed -n 1p; }

# at_work SERVICE PORT COUNT: whether an instance has so many connections to that port, and then $at_work is its id.
at_work() {
    for at_work in $(docker compose ps --quiet "$1"); do
        if [ "$(docker exec "$at_work" cat /proc/net/tcp /proc/net/tcp6 | grep -c ":$(printf %04X "$2") 01 ")" -ge "$3" ]; then return; fi
    done
    return 1
}

# told ISSUE INSTANCE: what an instance tells its operators of an issue.
told() {
    # shellcheck disable=SC2016 # for the shell in there
    docker exec "$2" bash -c 'exec 3<>/dev/tcp/127.0.0.1/9080; printf "GET /actuator/newsletters HTTP/1.0\r\nHost: localhost\r\n\r\n" >&3; cat <&3' |
        sed 's/{"issue"/\n&/g' | grep -F "\"$1\""
}

# open_at_most ISSUE INSTANCE MAILS: once it is listed.
open_at_most() {
    local told
    told=$(told "$1" "$2") && [ -n "$(number listed <<<"$told")" ] && [ "$(number open <<<"$told")" -le "$3" ]
}

finished() { told "$1" "$2" | grep -qF '"state":"finished"'; }

unclear() {
    local issue count all=0
    for issue in "$@"; do
        count=$(told "$issue" "$office" | number unclearAttempts) || true
        all=$((all + ${count:-0}))
    done
    echo $all
}

mailed() {
    local word
    for word in "$@"; do [ -n "$(recipients "$word")" ] || return 1; done
}

# While each instance has mails of one report under way. What of them was begun waits for two minutes, and may come twice.
kill_the_sender() {
    local dead number
    report=$(draft "A reportone" reportone ', "kind": "special-report"')
    for number in 1 2 3 4 5 6; do draft "A storynumber$number" "storynumber$number"; done >"$work/stories"
    docker compose pause mailpit 2>/dev/null
    publish "$report" reportone >/dev/null
    await 20 at_work subscription-service 1025 2
    dead=$at_work
    office=$(other subscription-service "$dead")
    kill_9 "$dead"
    docker compose unpause mailpit 2>/dev/null
    number=0
    while read -r story; do
        number=$((number + 1))
        publish "$story" "storynumber$number" >/dev/null
    done <"$work/stories"
    takeover "what the dead sender had claimed" "$killed_at" open_at_most "special-reports/$report" "$office" $BEGUN_AT_MOST &
    local watched=$!
    takeover "the mails of six stories" "$killed_at" mailed storynumber{1..6}
    wait $watched
    let_go "$dead"
}

# Whoever has asked for the weather and waits for the answer.
kill_the_poller() {
    local dead address after
    docker compose pause provider 2>/dev/null
    await 20 at_work weather-service 8090 1
    dead=$at_work
    address=$(docker inspect --format "{{(index .NetworkSettings.Networks \"${COMPOSE_PROJECT_NAME}_web\").IPAddress}}" "$dead")
    kill_9 "$dead"
    docker compose unpause provider 2>/dev/null
    # By the provider's clock, since reading its log takes a while.
    after=$(await 30 asked_by_another "$killed_at" "$address") || after=99999
    echo "  takeover: the weather after $after ms"
    if [ "$after" -gt $((PROMISED * 1000)) ]; then echo "the weather: NOT taken over within $PROMISED s" | wrong; fi
    let_go "$dead"
}

# asked_by_another FROM ADDRESS: answers how many milliseconds after that the provider was asked from another address.
asked_by_another() {
    asked | awk -v from="$1" -v dead="$2" '$1 > from && $2 != dead { print $1 - from; found = 1; exit } END { exit !found }'
}

# With revisions committed that it can't send, and one to be published when it is due.
kill_the_newsroom() {
    local dead number at publishing=() pending=()
    for number in 1 2 3 4 5 6; do pending+=("$(draft "Pending $number" "pendingnumber$number")"); done
    due=$(draft "The due one" due ', "slug": "the-due-one"')
    at=$(($(date +%s) + 6))
    edit schedule 200 PUT "/api/articles/$due/schedule" -d "{\"at\": \"$(date -u -d "@$at" +%FT%TZ)\"}" >/dev/null
    echo "$due" >>"$work/unanswered"
    docker compose pause kafka 2>/dev/null
    for number in 1 2 3 4 5 6; do
        publish "${pending[number - 1]}" "pendingnumber$number" >"$work/pending-$number" &
        publishing+=($!)
    done
    wait "${publishing[@]}" || true
    dead=$(one article-service)
    kill_9 "$dead"
    docker compose unpause kafka 2>/dev/null
    takeover "what was committed and not sent" "$killed_at" all_visible "$work"/pending-* &
    local watched=$!
    if [ "$killed_at" -gt $((at * 1000)) ]; then at=$((killed_at / 1000)); fi
    takeover "the due schedule" $((at * 1000)) readable /api/pages/articles/the-due-one
    wait $watched
    let_go "$dead"
}

all_visible() {
    local position page file
    for file in "$@"; do
        read -r _ _ position page _ <"$file"
        visible "$page" "$position" || return 1
    done
}

# Nobody takes over from it: readers are at the others.
kill_a_gateway() {
    local dead
    dead=$(one gateway)
    kill_9 "$dead"
    let_go "$dead"
}

step "Starting three gateways and two of each service"
docker compose up --build --wait --quiet-pull
# shellcheck disable=SC2086 # a list of options
docker compose up --wait $SEVERAL

step "$READERS readers sign up, and one of every story"
sign_up 0 '"every-story"'
signing=()
for first in 1 2 3 4 5 6; do
    sign_up_all $first "$READERS" 6 '"special-reports"' &
    signing+=($!)
done
for one in "${signing[@]}"; do wait "$one"; done
for number in 1 2 3 4 5 6; do sign_in $number; done

step "Killing one of each, while all of it goes on"
renew_token
before=$(wc -l <"$work/failed")
read_pages 'api/pages/front?limit=' & read_pages '?limit=' & call_services &
revise_steadily desk & revise_steadily otherdesk & sign_up_steadily 1000 & stay_signed_in 6 & choose_steadily &
for work_of in kill_the_sender kill_the_poller kill_the_newsroom kill_a_gateway; do
    sleep 3
    renew_token
    $work_of
done
await 180 finished "special-reports/$report" "$office" || echo "the report is not mailed to its end" | wrong
sleep 3
touch "$work/stop"
wait
rm "$work/stop"

step "What is there now"
every_publication_is_in_the_log
every_publication_has_its_page
published_once "$due"
told "special-reports/$report" "$office" | sed 's/^/  /'
seq 0 "$READERS" | sed 's/.*/reader-&@example.org/' >"$work/readers"
mailed_once reportone "$(unclear "special-reports/$report" "every-story/$report")" "$work/readers"
reader 0 >"$work/reader-of-stories"
number=0
while read -r story; do
    number=$((number + 1))
    mailed_once "storynumber$number" "$(unclear "every-story/$story")" "$work/reader-of-stories"
done <"$work/stories"
the_weather_was_asked_for_in_turn
used_tokens_end 1 2 3
sessions_are_good
choices_are_kept
sign_ups_are_mailed

changes=$(tail -n +$((before + 1)) "$work/failed" | grep -cv ' read' || true)
reads=$(tail -n +$((before + 1)) "$work/failed" | grep -c ' read' || true)
echo "  $(wc -l <"$work/acknowledged") publications acknowledged, $(wc -l <"$work/unanswered") without an answer or scheduled," \
    "visible $(pauses 0 $((killed_at + 600000)))"
echo "  $(wc -l <"$work/asked") requests, of which readers lost $reads and who changes something lost $changes," \
    "the slowest page took $(awk '$1 == 200 && $3 > most { most = $3 } END { print most }' "$work/asked") s"
cut -c 1-200 "$work/failed" | sed 's/^/    /'
# What was under way at the dead instance when it was killed: reading is repeated elsewhere, changing isn't. Seven at most change something at once.
if [ "$reads" -gt 0 ]; then echo "readers lost $reads requests" | wrong; fi
if [ "$changes" -gt $((7 * $(wc -l <"$work/killed"))) ]; then echo "$changes changes were lost" | wrong; fi
[ ! -s "$work/wrong" ]
