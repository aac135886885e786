# shellcheck shell=bash disable=SC2154 # common.sh sets the rest
# Readers who sign up by mail, stay signed in, and choose what is counted of them. For sourcing by kills.sh, after common.sh.
MAILS=http://localhost:$PRESS_MAIL_PORT
JSON='Content-Type: application/json'
mkdir "$work/sessions"
touch "$work"/{signed-up,confirmed,ended,choices}

# call LABEL CODES NUMBER CURL-ARGUMENTS…: as a program in a network of that number.
call() {
    local label=$1 codes=$2 network="10.$(($3 / 250)).$(($3 % 250)).1"
    shift 3
    ask "$label" "$codes" -H "X-Forwarded-For: $network" -H 'Accept: application/json' "$@"
}

reader() { echo "reader-$1@example.org"; }

# mails QUERY: what Mailpit finds, the newest first.
mails() { curl -s -G "$MAILS/api/v1/search" --data-urlencode "query=$1" --data-urlencode limit=100000; }

# recipients QUERY: of each mail that it finds.
recipients() { mails "$1" | grep -o '"To":\[{[^]]*' | sed 's/.*"Address":"\([^"]*\)".*/\1/' | sort || true; }

# links ADDRESS PATH: the token of each mail there that has such a link, the newest first. A mail's text may be as it was sent, in lines of 76.
links() {
    local mail
    for mail in $(mails "to:$1" | grep -o '"ID":"[^"]*"' | cut -d '"' -f 4); do
        curl -s "$MAILS/api/v1/message/$mail" | sed 's/=\\u000a//g' | grep -o "/$2/[A-Za-z0-9_-]*" | head -n 1 | sed 's|.*/||' || true
    done
}

# linked ADDRESS PATH: whether there is such a mail; the newest one's token is kept.
linked() {
    links "$1" "$2" | head -n 1 >"$work/link-$1"
    [ -s "$work/link-$1" ]
}

# sign_up NUMBER NEWSLETTERS: names in quotation marks, with commas.
sign_up() {
    local address
    address=$(reader "$1")
    call subscription 202 "$1" "$PRESS/api/subscriptions" -H "$JSON" -d "{\"email\": \"$address\", \"newsletters\": [$2]}" >/dev/null || return 1
    echo "$address" >>"$work/signed-up"
    await 20 linked "$address" confirm || return 1
    call confirmation 200 "$1" "$PRESS/api/subscriptions/confirmations" -H "$JSON" -d "{\"token\": \"$(<"$work/link-$address")\"}" >/dev/null || return 1
    echo "$address" >>"$work/confirmed"
}

# sign_up_all FIRST LAST STEP NEWSLETTERS
sign_up_all() {
    local number
    for number in $(seq "$1" "$3" "$2"); do
        sign_up "$number" "$4" || return 1
    done
}

sign_up_steadily() {
    local number=$1
    until stopped; do
        number=$((number + 1))
        sign_up "$number" '' || true
        sleep 1
    done
}

# keep NUMBER ANSWER: the tokens of a session.
keep() { echo "$(text accessToken <<<"$2") $(text refreshToken <<<"$2")" >"$work/sessions/$1"; }

sign_in() {
    local address answer
    address=$(reader "$1")
    await 20 linked "$address" sign-in || return 1
    answer=$(call 'sign in' 201 "$1" "$PRESS/api/sessions" -H "$JSON" -d "{\"token\": \"$(<"$work/link-$address")\"}") || return 1
    keep "$1" "$answer"
}

# next_tokens TOKEN NUMBER CODES
next_tokens() { call refresh "$3" "$2" -X POST "$PRESS/api/sessions/current/refresh" -H "Authorization: Bearer $1"; }

# refresh NUMBER: again where nobody answered, since the same token gets the same answer then.
refresh() {
    local token answer
    read -r _ token <"$work/sessions/$1"
    if ! answer=$(next_tokens "$token" "$1" 200) && ! answer=$(next_tokens "$token" "$1" 200); then
        echo "session $1" >>"$work/ended"
        return 1
    fi
    keep "$1" "$answer"
}

# me NUMBER: whether the session is good.
me() {
    local token
    read -r token _ <"$work/sessions/$1"
    call 'read me' 200 "$1" "$PRESS/api/me" -H "Authorization: Bearer $token" | grep -qF "\"$(reader "$1")\""
}

# stay_signed_in FIRST: one more reader each time, and those who are there in turn.
stay_signed_in() {
    local number=$1 turn=0 open
    until stopped; do
        if [ "$number" -lt "$READERS" ]; then
            number=$((number + 1))
            sign_in "$number" || true
        fi
        open=("$work"/sessions/*)
        turn=$(((turn + 1) % ${#open[@]}))
        if refresh "${open[turn]##*/}"; then me "${open[turn]##*/}" || true; fi
        sleep 0.5
    done
}

# choose_steadily: visitors who agree and take it back. Kept is the cookie, and how many entries there may be.
choose_steadily() {
    local number=0 visitor
    until stopped; do
        number=$((number + 1))
        if call choice 200 $((number % 5000)) -X PUT "$PRESS/api/consent" -D "$work/choice" -H 'Sec-Fetch-Site: same-origin' -H "$JSON" \
            -d '{"purposes": {"statistics": true}}' >/dev/null; then
            visitor=$(tr -d '\r' <"$work/choice" | sed -n 's/^[Ss]et-[Cc]ookie: \(__Host-press-visitor=[^;]*\).*/\1/p')
            if call withdrawal 200 $((number % 5000)) -X DELETE "$PRESS/api/consent" -H 'Sec-Fetch-Site: same-origin' -H "Cookie: $visitor" >/dev/null; then
                echo "$visitor 2 2" >>"$work/choices"
            else
                echo "$visitor 1 2" >>"$work/choices"
            fi
        fi
        sleep 0.5
    done
}
