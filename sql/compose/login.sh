#!/bin/sh
# The login that the program works as: it owns its database and may make roles, and is no superuser.
set -eu
psql --set ON_ERROR_STOP=1 --set password="$APP_PASSWORD" --username "$POSTGRES_USER" <<'SQL'
CREATE ROLE zoomorleans_app LOGIN CREATEROLE PASSWORD :'password';
CREATE DATABASE zoomorleans_app OWNER zoomorleans_app;
SQL
