#!/usr/bin/env bash
# Before the first start, and harmless before any other: makes the secrets that the environment doesn't give, each kept where only those who need it can
# read it, and gives every volume to whoever writes there. The only container that runs as root; it has no network.
set -euo pipefail
umask 077
press=10001
mongo=999
fresh=
changed=
first=
if [ ! -s /secrets/mongo/keyfile ]; then first=yes; fi

random_base64() { head -c 32 /dev/urandom | base64 -w 0; }
random_hex() { head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n'; }

# keep FILE OWNER VALUE
keep() {
    printf %s "$3" >"$1.new"
    chown "$2:$2" "$1.new"
    chmod 400 "$1.new"
    mv "$1.new" "$1"
}

# optional FILE OWNER GIVEN: what the environment says now, or nothing.
optional() {
    local kept=
    if [ -e "$1" ]; then kept=$(<"$1"); fi
    if [ "$3" != "$kept" ]; then changed="$changed ${1#/secrets/}"; fi
    if [ -n "$3" ]; then keep "$1" "$2" "$3"; else rm -f "$1"; fi
}

# secret FILE OWNER GIVEN GENERATOR: what is given, else what was kept, else a new one.
secret() {
    if [ -s "$1" ]; then
        optional "$1" "$2" "${3:-$(<"$1")}"
    else
        fresh="$fresh ${1#/secrets/}"
        keep "$1" "$2" "${3:-$($4)}"
    fi
}

# uri FOLDER NAME USER
uri() {
    keep "/secrets/$1/$2" $press "mongodb://$3:$(<"/secrets/mongo/$3-password")@mongo:27017/?replicaSet=rs0&authSource=admin"
}

keyfile() { head -c 558 /dev/urandom | base64 -w 0; }

# Before anything is written: with another key nothing that was encrypted can ever be read again.
key=${PRESS_ENCRYPTION_KEY:-}
if [ -n "$key" ]; then
    if [[ ! $key =~ ^[A-Za-z0-9+/]{43}=$ ]]; then
        echo "PRESS_ENCRYPTION_KEY isn't 32 bytes in base64, as openssl rand -base64 32 makes them. Nothing was changed." >&2
        exit 1
    fi
    for service in article-service subscription-service; do
        kept=/secrets/$service/PRESS_ENCRYPTION_KEY
        if [ -s "$kept" ] && [ "$(<"$kept")" != "$key" ]; then
            echo "PRESS_ENCRYPTION_KEY isn't the key that $service was first started with, and what that one encrypted can't be read with another." \
                "Take it out of the environment and .env, and the kept one is used. Nothing was changed." >&2
            exit 1
        fi
    done
fi

secret /secrets/mongo/keyfile $mongo '' keyfile
for user in root articles subscriptions reader-keys weather; do
    secret "/secrets/mongo/$user-password" $mongo '' random_hex
done
keep /secrets/mongo/setup.js $mongo "$(</given/setup.js)"

secret /secrets/article-service/PRESS_ENCRYPTION_KEY $press "$key" random_base64
uri article-service MONGO_URI articles

secret /secrets/subscription-service/PRESS_ENCRYPTION_KEY $press "$key" random_base64
secret /secrets/subscription-service/PRESS_NEWSROOM_SECRET $press "${PRESS_NEWSROOM_SECRET:-}" random_hex
optional /secrets/subscription-service/PRESS_MAIL_REPORTS_SECRET $press "${PRESS_MAIL_REPORTS_SECRET:-}"
optional /secrets/subscription-service/spring.mail.password $press "${SPRING_MAIL_PASSWORD:-}"
uri subscription-service MONGO_URI subscriptions
uri subscription-service PRESS_READER_KEYS_URI reader-keys

optional /secrets/weather-service/WEATHER_OPENWEATHER_KEY $press "${WEATHER_OPENWEATHER_KEY:-}"
uri weather-service MONGO_URI weather

keep /secrets/token/PRESS_NEWSROOM_SECRET $press "$(</secrets/subscription-service/PRESS_NEWSROOM_SECRET)"
keep /secrets/token/token.sh $press "$(</given/token.sh)"

chown $mongo:$mongo /secrets/mongo
chown $press:$press /secrets/*-service /secrets/token /mails
chmod 500 /secrets/*
echo "The secrets are there.${fresh:+ New:$fresh}"
if [ -z "$first" ] && [ -n "$changed" ]; then
    echo "Changed:$changed. A service that runs learns it when it is restarted: containers/restart.sh"
fi
