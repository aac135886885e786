#!/usr/bin/env bash
# Makes Java's ahead-of-time cache of the service in /app, by starting it once as it starts in a container, asking it a few things, and stopping it.
# Whatever fails costs the cache, said aloud, and never the image: without one a start takes seconds longer.
# Usage: train.sh SERVICE, with the platform's jars in /platform.
set -euo pipefail
service=$1
export SERVER_PORT=8080 MANAGEMENT_SERVER_PORT=9080
export KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:9092 MONGO_URI=mongodb://127.0.0.1:27017
# Nothing of this run stays but the cache, and that holds classes, no values.
PRESS_ENCRYPTION_KEY=$(head -c 32 /dev/urandom | base64 -w 0)
PRESS_NEWSROOM_SECRET=$(head -c 32 /dev/urandom | base64 -w 0 | tr '+/' '__')
export PRESS_ENCRYPTION_KEY PRESS_NEWSROOM_SECRET
export PRESS_VIEW_DIR=/tmp/training/view PRESS_STATE_DIR=/tmp/training/state
# No issuer and no provider to wait for.
export PRESS_JWKS_URI=http://127.0.0.1:1/oauth2/jwks PRESS_ACCESS_PATIENCE=0s WEATHER_PROVIDER=recorded

platform() {
    java -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '/platform/*:/platform/lib/*' "press.lords.platform.$@" >"/tmp/${1##*.}.log" 2>&1 &
    servers="$servers $!"
}

finish() {
    local code=$?
    trap - EXIT
    # shellcheck disable=SC2086 # a list of numbers
    kill -KILL $servers $trained 2>/dev/null || true
    if [ $code -ne 0 ]; then
        tail -n 50 /tmp/*.log >&2 || true
        rm -f /app/app.aot*
        echo "##### $service GETS NO AHEAD-OF-TIME CACHE: its training failed (the lines above). The image works, and starts slower." \
            "Try again with: docker compose build --no-cache $service" >&2
    fi
    rm -rf /tmp/training /tmp/*.log /tmp/hsperfdata_* /tmp/tomcat*
    exit 0
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# wait_for PROCESS COMMAND…: for ten minutes at most, since a machine may be slow and build four images at once, but no longer than the process lives.
wait_for() {
    local process=$1
    shift
    for _ in $(seq 3000); do
        if "$@"; then return 0; fi
        if ! kill -0 "$process" 2>/dev/null; then break; fi
        sleep 0.2
    done
    return 1
}

get() {
    exec 3<>"/dev/tcp/127.0.0.1/$SERVER_PORT"
    printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$1" >&3
    cat <&3
    exec 3>&-
}

is_alive() { listens "$SERVER_PORT" && get /livez | head -n 1 | grep -q ' 200'; }

servers=
trained=
trap finish EXIT
if [ "$service" != gateway ]; then platform database.EmbeddedDatabase /tmp/training/database 27017; fi
database=${!:-}
platform broker.EmbeddedBroker /tmp/training/broker 9092 9093
wait_for $! listens 9092
[ "$service" = gateway ] || wait_for "$database" listens 27017

java @/app/java.options -Xmx256m -XX:AOTCacheOutput=/app/app.aot -jar /app/app.jar >/tmp/service.log 2>&1 &
trained=$!
wait_for "$trained" is_alive
for _ in 1 2 3; do
    for path in /readyz /openapi.yaml /api/pages/front /api/articles /oauth2/jwks /.well-known/openid-configuration /api/notice /api/weather /sign-in / /nothing; do
        get "$path" >/dev/null
    done
done
kill -TERM "$trained"
# 143 is what a stopped Java answers.
wait "$trained" || [ $? -eq 143 ]
[ -s /app/app.aot ]
chmod a+r /app/app.aot
