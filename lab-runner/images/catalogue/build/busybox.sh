#!/bin/bash
# busybox.sh OUT: the bottom layer of all: a merged /usr, busybox with a link for each of its programs, accounts.
set -eu
out=$1
mkdir -p "$out"/{usr/{bin,sbin,lib,lib64,local/bin},etc,tmp,var/{log,lib,cache,www},root,home,run,proc,sys,dev}
chmod 1777 "$out/tmp"
chmod 700 "$out/root"
for folder in bin sbin lib lib64; do ln -s "usr/$folder" "$out/$folder"; done
ln -s /run "$out/var/run"
ln -s /tmp "$out/var/tmp"
cp /usr/bin/busybox "$out/usr/bin/busybox"
for applet in $(/usr/bin/busybox --list); do
  [ "$applet" = busybox ] || ln -s busybox "$out/usr/bin/$applet"
done
echo 'hosts: files dns' >"$out/etc/nsswitch.conf"
cat >"$out/etc/passwd" <<'A'
root:x:0:0:root:/root:/bin/sh
daemon:x:1:1:daemon:/usr/sbin:/bin/false
www-data:x:33:33:www-data:/var/www:/bin/false
postgres:x:70:70:postgres:/var/lib/postgresql:/bin/sh
nginx:x:101:101:nginx:/var/cache/nginx:/bin/false
redis:x:999:999:redis:/data:/bin/sh
curl_user:x:102:102:curl:/home/curl_user:/bin/sh
mysql:x:998:998:mariadb:/var/lib/mysql:/bin/sh
memcache:x:11211:11211:memcache:/:/bin/sh
node:x:1000:1000:node:/home/node:/bin/sh
nobody:x:65534:65534:nobody:/:/bin/false
A
cat >"$out/etc/group" <<'A'
root:x:0:
daemon:x:1:
tty:x:5:
www-data:x:33:
postgres:x:70:
nginx:x:101:
curl_group:x:102:
mysql:x:998:
redis:x:999:
memcache:x:11211:
node:x:1000:
users:x:100:
nogroup:x:65534:
A
cut -d: -f1 "$out/etc/passwd" | sed 's/$/:*:20000:0:99999:7:::/' >"$out/etc/shadow"
chmod 600 "$out/etc/shadow"
mkdir -p "$out/home/node"
