#!/bin/bash
# assemble.sh: from the installed packages to one folder per image layer under /o.
set -eu
here=$(dirname "$0")
slim() { bash "$here/slim.sh" "$@"; }
arch=$(dpkg-architecture -qDEB_HOST_MULTIARCH 2>/dev/null || gcc -print-multiarch 2>/dev/null || echo "$(uname -m)-linux-gnu")
libs=/usr/lib/$arch
loader=$(echo /lib*/ld-linux-*.so.*)

bash "$here/busybox.sh" /o/busybox

slim /o/glibc /bin/bash "$libs"/{libc,libm}.so.6 "$libs"/{libz,libcrypt}.so.1 "$libs"/lib{resolv,nss_files,nss_dns}.so.2 \
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

# What the layers below have already is not kept twice.
for name in nginx redis postgres httpd python node registry; do
  (cd /o/glibc && find . \( -type f -o -type l \) -print) | while read -r file; do rm -f "/o/$name/$file"; done
  [ -d "/files/$name" ] && cp -rT "/files/$name" "/o/$name"
done
chmod 755 /o/*/usr/local/bin/*.sh /o/registry/entrypoint.sh /o/httpd/usr/local/apache2/bin/*
