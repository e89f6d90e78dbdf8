#!/bin/bash
# assemble.sh: from the installed packages to one folder per image layer under /o.
set -eu
here=$(dirname "$0")
slim() { bash "$here/slim.sh" "$@"; }
arch=$(dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null || gcc -print-multiarch 2>/dev/null || echo "$(uname -m)-linux-gnu")
libs=/usr/lib/$arch
loader=$(echo /lib*/ld-linux-*.so.*)

bash "$here/busybox.sh" /o/busybox

slim /o/glibc /bin/bash /usr/bin/getent "$libs"/{libc,libm}.so.6 "$libs"/{libz,libcrypt}.so.1 "$libs"/lib{resolv,nss_files,nss_dns}.so.2 \
  /usr/lib/locale/C.utf8 /etc/ssl/certs/ca-certificates.crt /usr/share/zoneinfo/UTC "${loader%% *}"

slim /o/nginx /usr/sbin/nginx /etc/nginx/mime.types /etc/nginx/fastcgi_params
mkdir -p /o/nginx/{var/log/nginx,var/lib/nginx,var/cache/nginx,usr/share/nginx/html,etc/nginx/conf.d}
ln -sf /dev/stdout /o/nginx/var/log/nginx/access.log
ln -sf /dev/stderr /o/nginx/var/log/nginx/error.log

slim /o/redis /usr/bin/redis-server /usr/bin/redis-cli /usr/bin/redis-benchmark
mkdir -p /o/redis/data

pg=/usr/lib/postgresql/17
slim /o/postgres $pg/bin/{postgres,initdb,psql,pg_ctl,pg_isready,pg_dump,pg_restore,pg_basebackup,createdb,createuser,dropdb} \
  $pg/lib/{plpgsql,dict_snowball,pgoutput,libpqwalreceiver,pgcrypto,uuid-ossp}.so /usr/share/postgresql/17 \
  /usr/share/zoneinfo/{Etc,Europe/Berlin,America/New_York}
rm -rf /o/postgres/usr/share/postgresql/17/man
find /o/postgres/usr/share/postgresql/17/extension -type f ! -name 'plpgsql*' ! -name 'pgcrypto*' ! -name 'uuid-ossp*' -delete
mkdir -p /o/postgres/{usr/bin,var/lib/postgresql/data,docker-entrypoint-initdb.d}
for program in "$pg"/bin/*; do
  [ -e "/o/postgres$program" ] && ln -s "../lib/postgresql/17/bin/$(basename "$program")" /o/postgres/usr/bin/
done

modules=/usr/lib/apache2/modules
slim /o/httpd /usr/sbin/apache2 /usr/bin/{htpasswd,ab} /etc/mime.types $modules/mod_{mpm_event,authz_core,authz_host,authn_core,authn_file,authz_user,auth_basic,dir,mime,alias,rewrite,headers,proxy,proxy_http,status,env,setenvif,autoindex,deflate,filter,cgid}.so
mkdir -p /o/httpd/usr/local/apache2/{bin,conf/extra,htdocs,logs,cgi-bin}
ln -s "$modules" /o/httpd/usr/local/apache2/modules

slim /o/python /usr/bin/python3 /usr/bin/python3.13 /usr/lib/python3.13 /usr/lib/python3/dist-packages/pip /usr/bin/pip
rm -rf /o/python/usr/lib/python3.13/{test,idlelib,turtledemo,tkinter,ensurepip,pydoc_data,EXTERNALLY-MANAGED}
find /o/python -name __pycache__ -prune -exec rm -rf {} +
ln -s python3 /o/python/usr/bin/python
ln -s pip /o/python/usr/bin/pip3
mkdir -p /o/python/usr/local/bin
ln -s ../../bin/python3 /o/python/usr/local/bin/python3
ln -s ../../bin/python3 /o/python/usr/local/bin/python

bash "$here/node.sh"

slim /o/registry /usr/bin/docker-registry
mkdir -p /o/registry/{var/lib/registry,etc/docker/registry,usr/bin}
ln -s docker-registry /o/registry/usr/bin/registry

slim /o/curl /usr/bin/curl
mkdir -p /o/curl/home/curl_user

slim /o/tools /usr/bin/{dig,host,nslookup,nc,ss,iperf,tcpdump,socat,jq,openssl} /usr/sbin/{ip,bridge,tc} /etc/ssl/openssl.cnf
# BusyBox's shell would take its own nc and ip before these.
ln -s bash /o/tools/usr/bin/sh

slim /o/memcached /usr/bin/memcached
slim /o/stress /usr/bin/stress

perl=$libs/perl
slim /o/perl /usr/bin/perl "$perl" "$libs/perl-base" /usr/share/perl
find /o/perl \( -name '*.pod' -o -name '*.h' -o -name '*.a' \) -delete

mariadb=/usr/share/mariadb
slim /o/mariadb /usr/sbin/{mariadbd,mysqld} /usr/bin/{mariadb,mariadb-admin,mariadb-dump,mariadb-check,mariadb-upgrade,mariadb-install-db} \
  /usr/bin/{mysql,mysqladmin,mysqldump,my_print_defaults,resolveip} $mariadb/{charsets,english} $mariadb/{fill_help_tables,maria_add_gis_sp_bootstrap,mariadb_performance_tables,mariadb_sys_schema,mariadb_system_tables,mariadb_system_tables_data,mariadb_test_db}.sql
mkdir -p /o/mariadb/{var/lib/mysql,run/mysqld,etc/mysql/conf.d,docker-entrypoint-initdb.d}

# What the layers below have already is not kept twice.
lay_on() {
  (cd "/o/$1" && find . \( -type f -o -type l \) -print) | while read -r file; do rm -f "/o/$2/$file"; done
}
for name in nginx redis postgres httpd python node registry curl tools memcached stress perl mariadb; do
  lay_on glibc "$name"
  [ "$name" = tools ] && lay_on curl tools
  [ -d "/files/$name" ] && cp -rT "/files/$name" "/o/$name"
done
chmod 755 /o/*/usr/local/bin/*.sh /o/{registry,curl}/entrypoint.sh /o/httpd/usr/local/apache2/bin/*
