#!/bin/bash
# The images of a cluster's own pods and of those that lessons use, as two archives: system.tar, which every node imports at
# its first boot, and pods.tar for the lab's registry. RESULTS holds a folder with the results of each product.
. "$(dirname "$0")/common.sh"
stage=$(mktemp -d)
result() { echo "$RESULTS/$1/bin/$2"; }
put() { # put LAYER FILE FOLDER
  mkdir -p "$stage/$1$3"
  cp "$2" "$stage/$1$3/"
  chmod 755 "$stage/$1$3/$(basename "$2")"
}

# with_libraries LAYER PROGRAM...: Debian's programs under their own paths, links followed, with what they are linked to.
with_libraries() {
  local layer=$stage/$1 file
  shift
  for file in "$@" $(ldd "$@" 2>/dev/null | grep -o '/[^ :)]*' | sort -u); do
    mkdir -p "$layer$(dirname "$file")"
    cp -L --preserve=mode "$file" "$layer$file"
  done
}

# Accounts, certificates, /tmp: what a program expects of any system.
mkdir -p "$stage/system/etc/ssl/certs" "$stage/system/tmp" "$stage/system/root"
chmod 1777 "$stage/system/tmp"
printf '%s\n' root:x:0:0:root:/root:/bin/sh nobody:x:65534:65534:nobody:/:/bin/false \
  nonroot:x:65532:65532:nonroot:/:/bin/false >"$stage/system/etc/passwd"
printf '%s\n' root:x:0: nogroup:x:65534: nonroot:x:65532: >"$stage/system/etc/group"
printf 'hosts: files dns\n' >"$stage/system/etc/nsswitch.conf"

# kube-proxy and the agent call these by name.
mapfile -t programs < <(for one in /usr/sbin/xtables-nft-multi /usr/sbin/nft "$(command -v ip)" /usr/sbin/conntrack /usr/sbin/ipset; do readlink -f "$one"; done | sort -u)
# What iptables loads at run time is linked to more than iptables is.
mapfile -t extensions < <(ldd /usr/lib/*/xtables/*.so | grep -o '=> /[^ ]*' | cut -c4- | sort -u)
with_libraries network "${programs[@]}" "${extensions[@]}"
for name in iptables ip6tables; do
  for verb in "" -save -restore; do
    ln -s xtables-nft-multi "$stage/network/usr/sbin/$name$verb"
    ln -s xtables-nft-multi "$stage/network/usr/sbin/$name-nft$verb"
  done
done
[ -e "$stage/network/usr/sbin/ip" ] || ln -s "$(readlink -f "$(command -v ip)")" "$stage/network/usr/sbin/ip"
for folder in /usr/lib/*/xtables; do
  mkdir -p "$stage/network$folder"
  cp -a "$folder/." "$stage/network$folder/"
done
# Debian's loader and libraries are named by /lib and /lib64, which are links there.
for link in lib lib64 bin sbin; do
  [ -L "/$link" ] || continue
  for layer in network dns; do
    mkdir -p "$stage/$layer/usr/$link"
    if [ -d "$stage/$layer/$link" ] && [ ! -L "$stage/$layer/$link" ]; then
      cp -a "$stage/$layer/$link/." "$stage/$layer/usr/$link/"
      rm -rf "${stage:?}/$layer/$link"
    fi
    ln -sfn "usr/$link" "$stage/$layer/$link"
  done
done

put busybox /bin/busybox /usr/bin
mkdir -p "$stage/busybox/usr/sbin"
for link in bin sbin; do ln -s "usr/$link" "$stage/busybox/$link"; done
for applet in $(/bin/busybox --list); do
  [ -e "$stage/busybox/usr/bin/$applet" ] || ln -s busybox "$stage/busybox/usr/bin/$applet"
done

put kube "$(result kubernetes kube)" /usr/local/bin
for name in kube-apiserver kube-controller-manager kube-scheduler kube-proxy; do
  ln -s kube "$stage/kube/usr/local/bin/$name"
done
put etcd "$(result etcd etcd)" /usr/local/bin
put coredns "$(result coredns coredns)" /
put drydock-node "$(result drydock-node drydock-node)" /usr/local/bin
put local-path-provisioner "$(result local-path-provisioner local-path-provisioner)" /usr/local/bin
put metrics-server "$(result metrics-server metrics-server)" /
gcc -Os -static -s -DVERSION="$(jq -er .images.pause versions.json)" -o "$stage/pause-program" "$(cd go && sources k8s.io/kubernetes)/build/pause/linux/pause.c"
mkdir "$stage/pause" && mv "$stage/pause-program" "$stage/pause/pause"

# What upstream's agnhost has: bash, curl, dig, ss, ipcs, iperf and OpenBSD's nc, beside BusyBox's tools.
mkdir -p "$stage/agnhost/uploads" "$stage/agnhost/etc"
put agnhost "$(result agnhost agnhost)" /
ln -s agnhost "$stage/agnhost/agnhost-2"
cp "$(cd go && sources k8s.io/kubernetes)"/test/images/agnhost/porter/localhost.{crt,key} "$stage/agnhost/"
cat "$stage/system/etc/passwd" - >"$stage/agnhost/etc/passwd" <<<user-defined-in-image:x:1000:1000::/home/user-defined-in-image:/bin/sh
printf '%s\n' root:x:0: nogroup:x:65534: user-defined-in-image:x:1000: \
  group-defined-in-image:x:50000:user-defined-in-image >"$stage/agnhost/etc/group"
mapfile -t tools < <(for one in bash curl dig nslookup host nc.openbsd ss ip ipcs iperf; do readlink -f "$(command -v $one)"; done | sort -u)
with_libraries dns "${tools[@]}"
ln -s nc.openbsd "$stage/dns/usr/bin/nc"
# BusyBox's shell would take its own nc and nslookup before these.
ln -s bash "$stage/dns/usr/bin/sh"

archive() {
  jq --arg archive "$1" --argjson versions "$(cat versions.json)" '[.[] | select(.archive == $archive) | del(.archive)
    | .names |= map(gsub("\\$\\{(?<key>[a-z-]+)\\}"; if .key == "kubernetes" or .key == "coredns" or .key == "metrics-server"
        then $versions.products[.key].version else $versions.images[.key] end))]' images.json |
    "$(result drydock-node image-tar)" -layers "$stage" -output "$OUT/$1.tar"
}
archive system
archive pods
rm -rf "$stage"
