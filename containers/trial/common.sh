# shellcheck shell=bash disable=SC2034 # whoever sources it uses the rest
# What check.sh, kills.sh and cluster.sh share: a press of their own, removed afterwards, and those who use it meanwhile. For sourcing, from the checkout's
# root; whoever sources it says what COMPOSE_PROJECT_NAME is to be.
export COMPOSE_PROJECT_NAME
export PRESS_GATEWAY_PORT=${PRESS_GATEWAY_PORT:-18080} PRESS_MAIL_PORT=${PRESS_MAIL_PORT:-18025} PRESS_NETWORK=${PRESS_NETWORK:-172.30.81}
export WEATHER_PROVIDER=${WEATHER_PROVIDER:-recorded}
# This machine's .env is about another press.
export COMPOSE_ENV_FILES=/dev/null
# A press that runs here without containers is not the one to ask for a token.
export PRESS_DATA=/nonexistent
PRESS=http://localhost:$PRESS_GATEWAY_PORT
SERVICES="article-service subscription-service weather-service gateway"
SEVERAL="--scale gateway=3 --scale article-service=2 --scale subscription-service=2 --scale weather-service=2"
work=$(mktemp -d)
touch "$work"/{asked,failed,acknowledged,unanswered,invisible,pauses}

finish() {
    local code=$?
    touch "$work/stop"
    # What was held still couldn't be stopped.
    docker compose unpause >/dev/null 2>&1 || true
    wait
    if [ $code -ne 0 ]; then
        docker compose logs --no-color --tail 60 >&2 || true
        head -n 20 "$work/failed" | cut -c 1-300 >&2
    fi
    docker compose down --volumes --timeout 5 >/dev/null 2>&1 || true
    # What a down leaves behind.
    if [ -s "$work/views" ]; then xargs docker volume rm <"$work/views" >/dev/null 2>&1 || true; fi
    rm -rf "$work"
    if [ $code -eq 0 ]; then echo "All of it works."; else echo "It fails." >&2; fi
}
trap finish EXIT
# A shell that a signal ends would say that all is well.
trap 'exit 143' TERM INT
# What one that was cut off left.
docker compose --progress quiet down --volumes --timeout 5

step() { echo "== $* ($SECONDS s)"; }

milliseconds() { echo $((${EPOCHREALTIME/[.,]/} / 1000)); }

# since MILLISECONDS: in seconds, with one decimal.
since() {
    local passed=$(($(milliseconds) - $1))
    printf '%d.%d' $((passed / 1000)) $((passed % 1000 / 100))
}

# await SECONDS COMMAND…: until it succeeds, for so long at most.
await() {
    local end=$(($(milliseconds) + $1 * 1000))
    shift
    until "$@"; do
        if [ "$(milliseconds)" -gt $end ]; then return 1; fi
        sleep 0.2
    done
}

stopped() { [ -e "$work/stop" ]; }

# text NAME and number NAME: the first such member of the JSON on standard input.
text() { grep -o "\"$1\":\"[^\"]*\"" | head -n 1 | cut -d '"' -f 4 || true; }
number() { grep -o "\"$1\":[0-9]*" | head -n 1 | cut -d : -f 2 || true; }

# A token is good for ten minutes.
renew_token() {
    ./press token >"$work/token.new"
    mv "$work/token.new" "$work/token"
}

# ask LABEL CODES CURL-ARGUMENTS…: one request; what it answers goes to standard output, a code that isn't among CODES to the failures.
ask() {
    local label=$1 codes=$2 answer code
    shift 2
    answer=$(curl -s -m 30 -w '\n%{http_code}' "$@") || true
    code=${answer##*$'\n'}
    echo . >>"$work/asked"
    if [[ " $codes " != *" $code "* ]]; then
        echo "$(date +%T) $label: $code ${answer%$'\n'*}" >>"$work/failed"
        return 1
    fi
    printf '%s\n' "${answer%$'\n'*}"
}

# edit LABEL CODES METHOD PATH CURL-ARGUMENTS…: as an editor.
edit() {
    local label=$1 codes=$2 method=$3 path=$4
    shift 4
    ask "$label" "$codes" -X "$method" "$PRESS$path" -H "Authorization: Bearer $(<"$work/token")" -H 'Content-Type: application/json' "$@"
}

# Readers who keep their connection, as browsers do: read_pages PATH, which ends where a number is added.
read_pages() {
    local pages
    until stopped; do
        pages=$(curl -s -m 60 -o /dev/null -w '%{http_code} %{url_effective} %{time_total}\n' "$PRESS/$1[1-40]" || echo "curl $?")
        echo "$pages" >>"$work/asked"
        grep -v '^200 ' <<<"$pages" | sed "s/^/$(date +%T) read: /" >>"$work/failed" || true
        sleep 0.1
    done
}

call_services() {
    until stopped; do
        edit 'read articles' 200 GET '/api/articles?limit=2' >/dev/null || true
        ask 'read consent' 200 "$PRESS/api/consent" >/dev/null || true
        ask 'read jwks' 200 "$PRESS/oauth2/jwks" >/dev/null || true
        ask 'read weather' 200 "$PRESS/api/weather" >/dev/null || true
    done
}

# draft HEADLINE WORD [MORE]: answers the id of an article whose text is that word. MORE are further members, each with a comma before it.
draft() { edit draft 201 POST /api/articles -d "{\"headline\": \"$1\", \"body\": \"$2\"${3:-}}" | sed -n 's/^{"id":"\([^"]*\)".*/\1/p'; }

# publish ID WORD: answers "ID REVISION POSITION PAGE WORD", and keeps it among the acknowledgements, or the id among those that got none.
publish() {
    local answer
    if answer=$(edit publication 200 POST "/api/articles/$1/publication"); then
        echo "$1 $(number revision <<<"$answer") $(text position <<<"$answer") $(text page <<<"$answer") $2" | tee -a "$work/acknowledged"
    else
        echo "$1" >>"$work/unanswered"
        return 1
    fi
}

# readable PATH: whether a reader gets it.
readable() { [ "$(curl -s -m 10 -o /dev/null -w '%{http_code}' "$PRESS$1")" = 200 ]; }

# visible PAGE POSITION: whether readers see that much; it waits for that, but not for long.
visible() { readable "$1?at-least=$2"; }

# revise ID WORD: changes the text to that word, of the draft as it is now, and publishes it.
revise() {
    local article
    article=$(edit 'read article' 200 GET "/api/articles/$1") &&
        edit change 200 PUT "/api/articles/$1" -H "If-Match: \"$(number version <<<"$article")\"" -d "{\"body\": \"$2\"}" >/dev/null &&
        publish "$1" "$2"
}

# revise_steadily WHO: three articles in turn. Kept is when each publication was asked for and how long it took to be visible, in milliseconds.
revise_steadily() {
    local number id began published ids=()
    for number in 1 2 3; do
        id=$(draft "The $number of $1" "${1}n0x") && publish "$id" "${1}n0x" >/dev/null && ids+=("$id")
    done
    number=0
    until stopped; do
        number=$((number + 1))
        began=$(milliseconds)
        if published=$(revise "${ids[number % ${#ids[@]}]}" "${1}n${number}x"); then note_when_visible "$began" "$published" & fi
        sleep "${PACE:-0.3}"
    done
    wait
}

note_when_visible() {
    local position page
    read -r _ _ position page _ <<<"$2"
    if await 90 visible "$page" "$position"; then
        echo "$1 $(($(milliseconds) - $1))" >>"$work/pauses"
    else
        echo "$page $position" >>"$work/invisible"
    fi
}

# kafka_tool NAME ARGUMENTS…: a program of Kafka's, beside the brokers.
kafka_tool() {
    local tool=$1 image
    shift
    image=$(docker inspect --format '{{.Config.Image}}' "$(docker compose ps --all --quiet kafka)")
    docker run --rm --network "${COMPOSE_PROJECT_NAME}_data" --env KAFKA_HEAP_OPTS=-Xmx256m "$image" \
        "/opt/kafka/bin/$tool.sh" --bootstrap-server "${KAFKA_BOOTSTRAP_SERVERS:-kafka:9092}" "$@" 2>/dev/null
}

# topic NAME: all that it holds, in lines of a key and a value with a tab between them.
topic() { kafka_tool kafka-console-consumer --topic "$1" --from-beginning --timeout-ms 8000 --formatter-property print.key=true || true; }

# The container's first process, as this machine counts them.
process() { docker inspect --format '{{.State.Pid}}' "$1"; }

name() { docker inspect --format '{{.Name}}' "$1" | sed "s|^/$COMPOSE_PROJECT_NAME-||"; }

healthy() { [ "$(docker inspect --format '{{.State.Health.Status}}' "$1")" = healthy ]; }
