#!/usr/bin/env bash
# Before the first start, and harmless before any other: makes the secrets that the environment doesn't give, each kept where only those who need it can
# read it, and gives every volume to whoever writes there. The only container that runs as root; it has no network.
set -euo pipefail
umask 077
press=10001
mongo=999
fresh=

random_base64() { head -c 32 /dev/urandom | base64 -w 0; }
random_hex() { head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n'; }

# keep FILE OWNER VALUE: what the environment says now, or nothing.
keep() {
    if [ -n "$3" ]; then
        printf %s "$3" >"$1.new"
        chown "$2:$2" "$1.new"
        chmod 400 "$1.new"
        mv "$1.new" "$1"
    fi
}

# secret FILE OWNER GIVEN GENERATOR: what is given, else what was kept, else a new one.
secret() {
    if [ -z "$3" ] && [ ! -s "$1" ]; then
        fresh="$fresh ${1#/secrets/}"
        keep "$1" "$2" "$($4)"
    else
        keep "$1" "$2" "$3"
    fi
}

# uri FOLDER NAME USER
uri() {
    keep "/secrets/$1/$2" $press "mongodb://$3:$(<"/secrets/mongo/$3-password")@mongo:27017/?replicaSet=rs0&authSource=admin"
}

keyfile() { head -c 558 /dev/urandom | base64 -w 0; }

secret /secrets/mongo/keyfile $mongo '' keyfile
for user in root articles subscriptions reader-keys weather; do
    secret "/secrets/mongo/$user-password" $mongo '' random_hex
done

secret /secrets/article-service/PRESS_ENCRYPTION_KEY $press "${PRESS_ENCRYPTION_KEY:-}" random_base64
uri article-service MONGO_URI articles

secret /secrets/subscription-service/PRESS_ENCRYPTION_KEY $press "${PRESS_ENCRYPTION_KEY:-}" random_base64
secret /secrets/subscription-service/PRESS_NEWSROOM_SECRET $press "${PRESS_NEWSROOM_SECRET:-}" random_hex
keep /secrets/subscription-service/PRESS_MAIL_REPORTS_SECRET $press "${PRESS_MAIL_REPORTS_SECRET:-}"
uri subscription-service MONGO_URI subscriptions
uri subscription-service PRESS_READER_KEYS_URI reader-keys

uri weather-service MONGO_URI weather

keep /secrets/token/PRESS_NEWSROOM_SECRET $press "$(</secrets/subscription-service/PRESS_NEWSROOM_SECRET)"

chown $mongo:$mongo /secrets/mongo
chown $press:$press /secrets/*-service /secrets/token /mails
chmod 500 /secrets/*
echo "The secrets are there.${fresh:+ New:$fresh}"
