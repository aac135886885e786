#!/usr/bin/env bash
# Restarts the instances of services one after the other, each when the one before it is in the balance again:
# containers/restart.sh gateway article-service. With two instances of each no request fails.
set -euo pipefail
for service in "$@"; do
    for instance in $(docker compose ps --quiet "$service"); do
        echo "Restarting $(docker inspect --format '{{.Name}}' "$instance") …"
        docker restart --time 60 "$instance" >/dev/null
        for _ in $(seq 180); do
            health=$(docker inspect --format '{{.State.Health.Status}}' "$instance")
            if [ "$health" = healthy ]; then break; fi
            sleep 1
        done
        if [ "$health" != healthy ]; then
            echo "It is $health; the others are left alone." >&2
            exit 1
        fi
        # The balancer looks for itself.
        sleep 3
    done
done
