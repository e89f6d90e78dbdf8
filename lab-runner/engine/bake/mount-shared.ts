/**
 * The layers that all clones share. A file system of its own that is mounted read-only: root in a sandbox can make a
 * read-only bind writable again, but not a file system.
 */

/** For `sh`, $1 the folder of a baked cluster. Nothing happens when it is mounted; after a reboot it is not. */
export const mountShared = `
exec 9>"$1/mount.lock"
flock 9
if ! mountpoint -q "$1/shared"; then
  mkdir -p "$1/shared"
  for type in erofs ext4; do [ ! -e "$1/shared.$type" ] || break; done
  loop=$(losetup --find --show --read-only --direct-io=on "$1/shared.$type" 2>/dev/null || losetup --find --show --read-only "$1/shared.$type")
  mount -t "$type" -o ro,nosuid,nodev "$loop" "$1/shared" || { losetup --detach "$loop"; exit 1; }
  losetup --detach "$loop"
fi
exec 9>&-
`;

export const unmountShared = `
if mountpoint -q "$1/shared"; then umount "$1/shared"; fi
`;
