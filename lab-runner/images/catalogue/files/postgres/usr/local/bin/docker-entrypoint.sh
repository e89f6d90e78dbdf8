#!/bin/sh
# A new data folder gets a database by the POSTGRES_* variables and by what lies in /docker-entrypoint-initdb.d.
set -e

from_file() { # from_file NAME: the value of NAME, or the content of the file that NAME_FILE names
  eval "value=\${$1:-}; file=\${$1_FILE:-}"
  if [ -n "$file" ]; then value=$(cat "$file"); fi
  printf '%s' "$value"
}

# shellcheck disable=SC1090 # named by the user
run_init_file() {
  case $1 in
    *.sh) echo "$0: running $1"; if [ -x "$1" ]; then "$1"; else . "$1"; fi ;;
    *.sql) echo "$0: running $1"; query -d "$database" -f "$1" ;;
    *.sql.gz) echo "$0: running $1"; gunzip -c "$1" | query -d "$database" ;;
    *) echo "$0: ignoring $1" ;;
  esac
}

query() { psql -v ON_ERROR_STOP=1 --no-psqlrc -U "$user" "$@"; }

initialise() {
  password=$(from_file POSTGRES_PASSWORD)
  method=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
  if [ -z "$password" ] && [ "$method" != trust ]; then
    cat >&2 <<'TEXT'
Error: Database is uninitialized and superuser password is not specified.
       You must specify POSTGRES_PASSWORD to a non-empty value for the superuser. For example,
       "-e POSTGRES_PASSWORD=password" on "docker run".
TEXT
    exit 1
  fi
  # As in the official image: from inside the container no password is asked for, from everywhere else one is.
  secret=$(mktemp)
  printf '%s\n' "${password:-unused}" >"$secret"
  # shellcheck disable=SC2086 # several arguments are meant
  initdb -D "$PGDATA" -U "$user" --pwfile="$secret" --locale=C.UTF-8 --encoding=UTF8 --auth=trust \
    ${POSTGRES_INITDB_ARGS:-}
  rm "$secret"
  printf '\nhost all all all %s\n' "$method" >>"$PGDATA/pg_hba.conf"
  # A server that only this script reaches, until everything is in place.
  pg_ctl -D "$PGDATA" -o "-c listen_addresses='' -c unix_socket_directories=/run/postgresql" -w start
  [ "$database" = postgres ] || query -d postgres -v db="$database" <<'SQL'
CREATE DATABASE :"db";
SQL
  for init_file in /docker-entrypoint-initdb.d/*; do
    [ -e "$init_file" ] && run_init_file "$init_file"
  done
  pg_ctl -D "$PGDATA" -m fast -w stop
  printf '\nPostgreSQL init process complete; ready for start up.\n\n'
}

case "${1:-}" in -*) set -- postgres "$@" ;; esac
if [ "$1" = postgres ]; then
  user=$(from_file POSTGRES_USER)
  user=${user:-postgres}
  database=$(from_file POSTGRES_DB)
  database=${database:-$user}
  if [ "$(id -u)" = 0 ]; then
    mkdir -p "$PGDATA" /run/postgresql
    chmod 700 "$PGDATA"
    chown -R postgres:postgres "$PGDATA" /run/postgresql
    # shellcheck disable=SC2016 # the inner shell is to see these
    exec su -s /bin/sh -- postgres -c 'exec "$0" "$@"' "$0" "$@"
  fi
  if [ ! -s "$PGDATA/PG_VERSION" ]; then
    initialise
  else
    printf '\nPostgreSQL Database directory appears to contain a database; Skipping initialization\n\n'
  fi
  shift
  set -- postgres -D "$PGDATA" -c "listen_addresses=*" -c unix_socket_directories=/run/postgresql "$@"
fi
exec "$@"
