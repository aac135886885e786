#!/usr/bin/env bash
# Answers whether what listens on SERVER_PORT is ready. By bash alone: the images have no curl.
exec 3<>"/dev/tcp/127.0.0.1/$SERVER_PORT" || exit 1
printf 'GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r -t 2 status <&3
[[ $status == 'HTTP/1.1 200'* ]]
