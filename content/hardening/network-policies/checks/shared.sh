#!/bin/bash
# Goes before every check of this lesson: what the policies of the cluster say, worked out from the API's own objects,
# and what the probes beside the programs found. The first can't be talked into anything, the second shows that it is so.

ask() { kubectl --request-timeout=5s "$@"; }

# Policies, pods and namespaces as they are now, into STATE.
look() { STATE=$(ask get networkpolicies,pods,namespaces --all-namespaces --output json) || exit 2; }

# flow FROM TO PORT [PROTOCOL]: open, or what closes it: "egress" or "ingress". An end is
#   namespace/app     the pod with this label app (or k8s-app)
#   namespace/+app    a pod that does not exist, with this label; namespace/+ one without any
#   namespace/@name   the pod of this name
#   world             an address outside of the cluster
flow() {
  jq --raw-output --arg from "$1" --arg to "$2" --argjson port "$3" --arg protocol "${4:-TCP}" "$RULES"' verdict' <<<"$STATE"
}

# Policies of shop that let FROM into TO, by name.
openers() {
  jq --raw-output --arg from "$1" --arg to "$2" --argjson port "$3" --arg protocol "${4:-TCP}" "$RULES"' openers' <<<"$STATE"
}

policies_in() { jq --arg namespace "$1" '[.items[] | select(.kind == "NetworkPolicy" and .metadata.namespace == $namespace)] | length' <<<"$STATE"; }

# What the probe of namespace/app found lately: open, closed, or nothing.
found() {
  ask logs --namespace "${1%/*}" "deployment/${1#*/}" --container probe --since 12s 2>/dev/null \
    | awk -v door="$2" '$1 == door { state = $2 } END { print state }'
}

# is_found open|closed FROM DOOR: not yet while a probe sees something else than the policies say.
is_found() {
  local now
  now=$(found "$2" "$3")
  [ "$now" = "$1" ] || not_yet "By the policies it is right, but the probe has not found it so yet. It tries every two seconds." \
    "$2 finds $3 $1" "${now:-no answer}"
}

# Not yet unless a customer gets the goods, which come all the way from the database.
shop_is_open() {
  local answer
  answer=$(curl --silent --max-time 6 --max-filesize 10000 http://127.0.0.1:30080/)
  [[ "$answer" == *lantern* ]] || not_yet "$1" "In stock: lantern, rope, Stockholm tar" "$(head -c 100 <<<"${answer:-no answer on port 30080}")"
}

# shellcheck disable=SC2016
RULES='
def fits($labels):
  all((.matchLabels // {}) | to_entries[]; $labels[.key] == .value)
  and all((.matchExpressions // [])[]; . as {$key, $operator, $values}
    | if $operator == "In" then ($labels | has($key)) and any($values[]; . == $labels[$key])
      elif $operator == "NotIn" then all($values[]; . != $labels[$key])
      elif $operator == "Exists" then $labels | has($key)
      else $labels | has($key) | not end);

def number: split(".") | map(tonumber) | reduce .[] as $part (0; . * 256 + $part);
def within($cidr): if $cidr | contains(":") then false else
  (($cidr | split("/")) as [$net, $bits] | pow(2; 32 - ($bits | tonumber)) as $size
  | ((number / $size) | floor) == ((($net | number) / $size) | floor)) end;

def peer($home; $pod):
  if .ipBlock then .ipBlock as $block | ($pod.ip | within($block.cidr)) and all($block.except[]?; . as $not | $pod.ip | within($not) | not)
  elif $pod.namespace == null then false
  else (if .namespaceSelector then .namespaceSelector | fits($pod.around) else $pod.namespace == $home end)
    and (if .podSelector then .podSelector | fits($pod.labels) else true end) end;

def door($to):
  ((.protocol // "TCP") == $protocol)
  and (if .port == null then true
    elif .port | type == "string" then .port as $name | any($to.ports[]; .name == $name and .containerPort == $port)
    elif .endPort then .port <= $port and $port <= .endPort
    else .port == $port end);

def rule($peers; $home; $other; $to):
  (($peers // []) | length == 0 or any(.[]; peer($home; $other)))
  and ((.ports // []) | length == 0 or any(.[]; door($to)));

def pods: [.items[] | select(.kind == "Pod" and (.metadata.deletionTimestamp | not))];
def around($name): first(.items[] | select(.kind == "Namespace" and .metadata.name == $name) | .metadata.labels) // {};
def side($place):
  if $place == "world" then {namespace: null, labels: {}, around: {}, ports: [], ip: "203.0.113.9"}
  else ($place | split("/")) as [$namespace, $app] | around($namespace) as $around
    | if $app | startswith("+") then
        {$namespace, $around, ports: [], ip: "10.244.255.254", labels: (if $app == "+" then {} else {app: $app[1:]} end)}
      else (first(pods[] | select(.metadata.namespace == $namespace)
          | select(if $app | startswith("@") then .metadata.name == $app[1:]
              else (.metadata.labels.app // .metadata.labels["k8s-app"]) == $app end))
        | {$namespace, $around, labels: (.metadata.labels // {}), ip: (.status.podIP // "10.244.255.253"),
          ports: [.spec.containers[].ports[]?]}) // null end end;

def selecting($pod; $type): [.items[] | select(.kind == "NetworkPolicy" and .metadata.namespace == $pod.namespace)
  | select(.spec.policyTypes // ["Ingress"] | any(. == $type)) | select(.spec.podSelector // {} | fits($pod.labels))];
def into($from; $to): select(any(.spec.ingress[]?; rule(.from; $to.namespace; $from; $to)));
def out_of($from; $to): select(any(.spec.egress[]?; rule(.to; $from.namespace; $to; $to)));

def verdict: side($from) as $a | side($to) as $b
  | if $a == null then "there is no pod \($from)" elif $b == null then "there is no pod \($to)" else
      selecting($a; "Egress") as $leaving | selecting($b; "Ingress") as $entering
      | if ($leaving | length) > 0 and ([$leaving[] | out_of($a; $b)] | length) == 0 then "egress"
        elif ($entering | length) > 0 and ([$entering[] | into($a; $b)] | length) == 0 then "ingress"
        else "open" end end;
def openers: side($from) as $a | side($to) as $b | [selecting($b; "Ingress")[] | into($a; $b) | .metadata.name] | join(", ");
'
