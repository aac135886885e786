# shellcheck shell=bash disable=SC2154 # common.sh sets the rest
# What must be true when all is over. For sourcing by kills.sh, after readers.sh. Each prints what is wrong and keeps it in $work/wrong.
touch "$work/wrong"

wrong() { sed 's/^/  WRONG: /' | tee -a "$work/wrong" >&2; }

# Everything acknowledged is in the log, with the text that was published as that revision; no number is missing or was given twice; and nothing was
# published more often than editors asked.
every_publication_is_in_the_log() {
    topic articles >"$work/log"
    sed 's/^/never visible: /' "$work/invisible" | wrong
    awk -F '[\t ]' '
        FILENAME == ARGV[1] {
            value = substr($0, length($1) + 2)
            if (($1 in values) && values[$1] != value) print $1 " stands in the log with two texts"
            if (!($1 in values)) { id = $1; sub(/\/[0-9]+$/, "", id); number = substr($1, length(id) + 2) + 0; count[id]++; if (number > last[id]) last[id] = number }
            values[$1] = value
            next
        }
        FILENAME == ARGV[2] {
            key = $1 "/" $2
            if (key in told) print key " was acknowledged twice"
            told[key] = 1
            may[$1]++
            if (!(key in values)) print key " was acknowledged and is not in the log"
            else if (index(values[key], $5) == 0) print key " has another text than was published"
            next
        }
        { may[$1]++ }
        END {
            for (id in count) if (count[id] != last[id]) print id " has " count[id] " revisions, the last is " last[id]
            for (id in may) if (last[id] > may[id]) print id " was published " last[id] " times and never asked for more than " may[id]
        }' "$work/log" "$work/acknowledged" "$work/unanswered" | wrong
}

# Each revision has a page, with the hash that is in the log.
every_publication_has_its_page() {
    awk -v press="$PRESS" '{ print "url = \"" press $4 "/revisions/" $2 "\"" }' "$work/acknowledged" >"$work/urls"
    curl -s -w '\n%{http_code}\n' -K "$work/urls" >"$work/pages"
    awk -F '[\t ]' '
        function hash(text) { return match(text, /"hash":"sha256:[0-9a-f]*"/) ? substr(text, RSTART, RLENGTH) : "" }
        FILENAME == ARGV[1] { hashes[$1] = hash($0); next }
        FILENAME == ARGV[2] { keys[++n] = $1 "/" $2; next }
        /^[0-9][0-9][0-9]$/ { key = keys[++asked]; if ($0 != 200) print key " has no page: " $0; else if (page != hashes[key]) print key " is another one on its page"; page = ""; next }
        { found = hash($0); if (found != "") page = found }
        END { if (asked != n) print n " publications and " asked + 0 " pages" }' "$work/log" "$work/acknowledged" "$work/pages" | wrong
}

# pauses FROM TO: from asking for a publication to its page, of those that were asked for in between.
pauses() {
    awk -v from="$1" -v to="$2" '$1 >= from && $1 < to { print $2 }' "$work/pauses" | sort -n |
        awk '{ all[NR] = $1 } END { printf "%d times, median %d ms, longest %d ms\n", NR, all[int((NR + 1) / 2)], all[NR] }'
}

# published_once ID: by its schedule.
published_once() {
    local keys
    keys=$(cut -f 1 "$work/log" | grep -F "$1" | sort | tr '\n' ' ' || true)
    if [ "$keys" != "$1/1 " ]; then echo "the scheduled $1 was published as: $keys" | wrong; fi
}

# mailed_once QUERY DOUBLES ADDRESSES: a mail for each of them, and no more than so many twice.
mailed_once() {
    local twice
    recipients "$1" >"$work/recipients"
    comm -3 <(sort -u "$3") <(sort -u "$work/recipients") | tr '\t' '+' | sed "s/^/$1: mailed to one too many (+) or not at all: /" | wrong
    twice=$(($(wc -l <"$work/recipients") - $(sort -u "$work/recipients" | wc -l)))
    echo "  $1: $(wc -l <"$work/recipients") mails for $(sort -u "$3" | wc -l) readers, $twice doubles where up to $2 are told"
    if [ "$twice" -gt "$2" ]; then echo "$1: $twice mails came twice, and no more than $2 attempts were unclear" | wrong; fi
}

# The provider's own record, in lines of milliseconds and address.
asked() { docker logs "$(docker compose ps --all --quiet provider)" 2>/dev/null | sed -n 's/^asked //p' | sort -n; }

# One instance alone asks after four fifths of the interval at the earliest, so six times within so much; a call that is late makes the next one seem early.
the_weather_was_asked_for_in_turn() {
    asked >"$work/weather"
    awk -v least=19000 '
        { at[NR] = $1 }
        NR > 5 { took = at[NR] - at[NR - 5]; if (shortest == "" || took < shortest) shortest = took; if (took < least) print "the weather was asked for six times within " took " ms, at last by " $2 }
        END { if (NR < 10) print "the weather was asked for only " NR " times"; print NR " times, six within " shortest " ms at least" >"/dev/stderr" }' \
        "$work/weather" 2>"$work/weather-told" | wrong
    echo "  the weather was asked for $(<"$work/weather-told")"
}

# Sessions that nobody misuses are good, whoever answers.
sessions_are_good() {
    local session
    sed 's/$/ ended by itself/' "$work/ended" | wrong
    for session in "$work"/sessions/*; do
        session=${session##*/}
        { refresh "$session" && me "$session" && me "$session"; } || echo "session $session is not good any more" | wrong
    done
    echo "  $(find "$work/sessions" -type f | wc -l) sessions are good"
}

# used_tokens_end NUMBER…: shown once more after the time in which the same answer is given, a used refresh token ends the session, and the one
# after it too, whoever answers.
used_tokens_end() {
    local number used next
    for number in "$@"; do
        cp "$work/sessions/$number" "$work/used-$number"
        refresh "$number" || true
    done
    sleep 11
    for number in "$@"; do
        read -r _ used <"$work/used-$number"
        read -r _ next <"$work/sessions/$number"
        next_tokens "$used" "$number" 401 >/dev/null || echo "session $number: a used token was taken" | wrong
        next_tokens "$next" "$number" 401 >/dev/null || echo "session $number went on after a used token was shown" | wrong
        rm "$work/sessions/$number"
    done
    echo "  $# sessions ended when a used token was shown"
}

# Every visitor's choices, as often as there are instances, and no answer differs.
choices_are_kept() {
    local visitor least most answers count
    while read -r visitor least most; do
        answers=$(for _ in 1 2 3 4; do ask 'read history' 200 "$PRESS/api/consent/history" -H "Cookie: $visitor"; done | sort -u)
        count=$(grep -o '"number":[0-9]*' <<<"$answers" | wc -l)
        if [ "$(wc -l <<<"$answers")" != 1 ]; then echo "a visitor has several histories: $answers" | wrong; fi
        if [ "$count" -lt "$least" ] || [ "$count" -gt "$most" ]; then echo "a visitor has $count entries, not $least to $most: $answers" | wrong; fi
    done <"$work/choices"
    echo "  $(wc -l <"$work/choices") visitors have the choices that they made"
}

# Whoever asked to sign up has one mail about it, and no more; a mail that was under way at a killed instance may come twice.
sign_ups_are_mailed() {
    local address count twice=0
    while read -r address; do
        await 130 linked "$address" confirm || echo "$address was never mailed" | wrong
        count=$(links "$address" confirm | wc -l)
        if [ "$count" -gt 1 ]; then twice=$((twice + count - 1)); fi
    done <"$work/signed-up"
    if [ "$twice" -gt 1 ]; then echo "$twice mails about signing up came twice" | wrong; fi
    echo "  $(wc -l <"$work/signed-up") asked to sign up, and each was mailed, $twice of them twice"
}
