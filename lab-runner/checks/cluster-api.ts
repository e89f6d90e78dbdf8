/**
 * Shell for the checker. `ask PATH OPTIONS...` asks the cluster's API with the checker's own credentials; curl does so in a
 * tenth of the time and the memory that kubectl takes. Ends the script with 3 where there is no cluster.
 */
export const CLUSTER_API = `set -u
[ -r /etc/drydock/kubeconfig ] || exit 3
said() { sed -n "s/^ *$1: //p" /etc/drydock/kubeconfig; }
keys=/tmp/cluster-api
if ! [ -s "$keys/key" ]; then
  made=$(mktemp -d) || exit 1
  said certificate-authority-data | base64 -d >"$made/ca"
  said client-certificate-data | base64 -d >"$made/certificate"
  said client-key-data | base64 -d >"$made/key"
  mv -T "$made" "$keys" 2>/dev/null || rm -rf "$made"
fi
api=$(said server)
identity=(--cacert "$keys/ca" --cert "$keys/certificate" --key "$keys/key")
ask() { curl -sf --max-time 5 "\${identity[@]}" "\${@:2}" "$api/$1"; }
`;

/** Where kubectl finds the same credentials. */
export const CHECKER_KUBECONFIG = '/etc/drydock/kubeconfig';
