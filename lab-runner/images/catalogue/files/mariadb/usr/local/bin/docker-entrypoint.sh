#!/bin/bash
# What the official image promises: a first start makes the database, its user and runs what is in initdb.d.
set -eu
say() { echo "[entrypoint] $*"; }
# setting NAME: MARIADB_NAME or MYSQL_NAME, or what the file named by either with _FILE holds.
setting() {
  local name
  for name in "MARIADB_$1" "MYSQL_$1"; do
    if [ -n "${!name-}" ]; then
      echo "${!name}"
      return
    fi
    name=${name}_FILE
    if [ -n "${!name-}" ]; then
      cat "${!name}"
      return
    fi
  done
}
# shellcheck disable=SC2001 # two characters at once
quoted() { sed "s/[\\\\']/\\\\&/g" <<<"$1"; }

case "${1-}" in -*) set -- mariadbd "$@" ;; mysqld) set -- mariadbd "${@:2}" ;; esac
if [ "${1-}" != mariadbd ]; then exec "$@"; fi

data=/var/lib/mysql
if [ "$(id -u)" = 0 ]; then
  mkdir -p $data /run/mysqld
  find $data /run/mysqld ! -user mysql -exec chown -h mysql:mysql {} +
  # shellcheck disable=SC2016 # the inner shell is to see these
  exec su -s /bin/sh -- mysql -c 'exec "$0" "$@"' "$0" "$@"
fi

root=$(setting ROOT_PASSWORD)
# A first start that was cut short is begun anew.
unfinished=$data/.first-start
if [ -e $unfinished ]; then find $data -mindepth 1 ! -path "$unfinished" -delete; fi
if [ -d $data/mysql ]; then exec "$@"; fi
if [ -z "$root$(setting RANDOM_ROOT_PASSWORD)$(setting ALLOW_EMPTY_PASSWORD)$(setting ALLOW_EMPTY_ROOT_PASSWORD)" ]; then
  say "Database is uninitialized and password option is not specified. Set one of MARIADB_ROOT_PASSWORD, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD and MARIADB_RANDOM_ROOT_PASSWORD" >&2
  exit 1
fi
if [ -n "$(setting RANDOM_ROOT_PASSWORD)" ]; then
  root=$(head -c 24 /dev/urandom | base64 | tr -d '/+=\n')
  say "GENERATED ROOT PASSWORD: $root"
fi

say 'Initializing database files'
touch $unfinished
mariadb-install-db --datadir=$data --skip-test-db --auth-root-authentication-method=normal --skip-log-bin >/dev/null
"$@" --skip-networking --socket=/run/mysqld/init.sock &
server=$!
as_root=(mariadb --socket=/run/mysqld/init.sock -uroot)
for _ in $(seq 300); do
  if "${as_root[@]}" -e 'SELECT 1' >/dev/null 2>&1; then break; fi
  if ! kill -0 $server; then exit 1; fi
  sleep 0.1
done

database=$(setting DATABASE)
user=$(setting USER)
password=$(quoted "$(setting PASSWORD)")
{
  for host in 127.0.0.1 ::1 "$(hostname)"; do echo "DROP USER IF EXISTS 'root'@'$host';"; done
  echo "CREATE USER IF NOT EXISTS 'root'@'%'; GRANT ALL ON *.* TO 'root'@'%' WITH GRANT OPTION;"
  if [ -n "$database" ]; then echo "CREATE DATABASE IF NOT EXISTS \`$database\`;"; fi
  if [ -n "$user" ]; then
    echo "CREATE USER '$user'@'%' IDENTIFIED BY '$password';"
    if [ -n "$database" ]; then echo "GRANT ALL ON \`${database//_/\\_}\`.* TO '$user'@'%';"; fi
  fi
} | "${as_root[@]}"
for file in /docker-entrypoint-initdb.d/*; do
  # shellcheck disable=SC1090 # named by the user
  case $file in
    *.sh) say "running $file" && . "$file" ;;
    *.sql) say "running $file" && "${as_root[@]}" ${database:+"$database"} <"$file" ;;
    *.sql.gz) say "running $file" && gunzip -c "$file" | "${as_root[@]}" ${database:+"$database"} ;;
  esac
done
if [ -n "$root" ]; then
  "${as_root[@]}" -e "SET PASSWORD FOR 'root'@'%' = PASSWORD('$(quoted "$root")'); SET PASSWORD FOR 'root'@'localhost' = PASSWORD('$(quoted "$root")');"
fi
kill $server
wait $server || true
rm $unfinished
say 'MariaDB init process done. Ready for start up.'
exec "$@"
