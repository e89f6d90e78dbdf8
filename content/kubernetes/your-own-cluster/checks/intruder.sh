#!/bin/bash
set -u
. "$CHECK_LIB"

find_node
find_api
after_shift wednesday
running=$(docker top "$NODE" -eo pid,args) || exit 2
planted=
while read -r file; do
  if file_of_node "/etc/kubernetes/manifests/$file" | grep -q 'mining'; then planted=$file; fi
done < <(docker cp "$NODE:/etc/kubernetes/manifests" - 2>/dev/null | tar --list 2>/dev/null | sed -n 's|^manifests/\(.*[^/]\)$|\1|p')

if [ -n "$planted" ] && [ "$planted" != kube-proxy.yaml ]; then
  not_yet "You gave the file another name, and the kubelet reads every file in that folder, whatever it is called." "no such file there" "$planted"
fi
if [ -n "$planted" ]; then
  if grep -q 'mining on' <<<"$running"; then
    not_yet "Something runs on the node that the API does not list. Compare what crictl pods shows with kubectl get pods --all-namespaces, then find out where it comes from." \
      "the same in both" "one more on the node"
  fi
  not_yet "You ended the container, and the kubelet is about to start it again: it still has the file that asks for it." "nothing that asks for it" "a file in its folder"
fi
if grep -q 'mining on' <<<"$running"; then
  not_yet "The file is gone, and its container runs on for a moment." "no such process" "$(grep -m 1 -o 'sh -c .*mining on' <<<"$running")"
fi
if [ "$(ask get pod "kube-scheduler-$NODE" --namespace kube-system --ignore-not-found --output name)" = "" ]; then
  not_yet "One of the control plane's own files is gone too." "kube-scheduler" "none"
fi
exit 0
