package folder

import (
	"bytes"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// mountedElsewhere says whether a container has this very file mounted (`docker run -v $PWD/nginx.conf:/etc/…`): it
// would keep the old one when another took its name. Looked up in the mount tables of all other mount namespaces, by
// device and name; a namesake counts too, which costs no more than a write in place.
func mountedElsewhere(stat *syscall.Stat_t, name string) bool {
	device := strconv.FormatUint(deviceMajor(stat.Dev), 10) + ":" + strconv.FormatUint(deviceMinor(stat.Dev), 10)
	own, _ := os.Readlink("/proc/self/ns/mnt")
	seen := map[string]bool{own: true}
	folder, err := os.Open("/proc")
	if err != nil {
		return false
	}
	defer folder.Close()
	pids, _ := folder.Readdirnames(-1)
	for _, pid := range pids {
		if pid[0] < '1' || pid[0] > '9' {
			continue
		}
		namespace, err := os.Readlink("/proc/" + pid + "/ns/mnt")
		if err != nil || seen[namespace] {
			continue
		}
		seen[namespace] = true
		if table, err := os.ReadFile("/proc/" + pid + "/mountinfo"); err == nil && mounts(table, device, name) {
			return true
		}
	}
	return false
}

// mounts looks for a mount of the device whose source has that name: `id parent major:minor source target …`.
func mounts(table []byte, device, name string) bool {
	for line := range bytes.Lines(table) {
		field := strings.Fields(string(line))
		if len(field) > 3 && field[2] == device && strings.HasSuffix(unescape(field[3]), "/"+name) {
			return true
		}
	}
	return false
}

// unescape undoes the kernel's octal for space, tab, newline and backslash.
func unescape(source string) string {
	return strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`).Replace(source)
}

func deviceMajor(device uint64) uint64 { return (device>>8)&0xfff | (device>>32)&^0xfff }
func deviceMinor(device uint64) uint64 { return device&0xff | (device>>12)&^0xff }
