package run

import (
	"bytes"
	"os"
	"strconv"
	"syscall"
)

type process struct {
	pid, parent, group int
}

// freezeDescendants stops all of them, until a look at them finds no new one. A stopped process forks no more and
// keeps its place under the process limit, so a bomb can't grow while it is being ended. Stopping a group is one step
// for the kernel; groups of descendants hold descendants alone, since a session does.
func freezeDescendants() {
	stopped := map[int]bool{}
	for range 1000 {
		fresh := false
		for _, found := range descendants() {
			if stopped[found.pid] {
				continue
			}
			stopped[found.pid] = true
			fresh = true
			send(found, syscall.SIGSTOP)
		}
		if !fresh {
			return
		}
	}
}

func killDescendants() {
	for _, found := range descendants() {
		send(found, syscall.SIGKILL)
	}
}

func send(to process, signal syscall.Signal) {
	if to.group > 1 && to.group != syscall.Getpgrp() {
		_ = syscall.Kill(-to.group, signal)
	}
	_ = syscall.Kill(to.pid, signal)
}

func descendants() []process {
	all := readProcesses()
	children := map[int][]process{}
	for _, one := range all {
		children[one.parent] = append(children[one.parent], one)
	}
	found := append([]process(nil), children[os.Getpid()]...)
	for next := 0; next < len(found); next++ {
		found = append(found, children[found[next].pid]...)
	}
	return found
}

func readProcesses() []process {
	folder, err := os.Open("/proc")
	if err != nil {
		return nil
	}
	defer folder.Close()
	names, _ := folder.Readdirnames(-1)
	all := make([]process, 0, len(names))
	buffer := make([]byte, 512)
	for _, name := range names {
		if pid, err := strconv.Atoi(name); err == nil {
			if one, ok := readProcess(pid, buffer); ok {
				all = append(all, one)
			}
		}
	}
	return all
}

// readProcess reads /proc/PID/stat: `pid (name) state ppid pgrp …`, where the name may hold anything.
func readProcess(pid int, buffer []byte) (process, bool) {
	fd, err := syscall.Open("/proc/"+strconv.Itoa(pid)+"/stat", syscall.O_RDONLY|syscall.O_CLOEXEC, 0)
	if err != nil {
		return process{}, false
	}
	count, err := syscall.Read(fd, buffer)
	_ = syscall.Close(fd)
	if err != nil || count <= 0 {
		return process{}, false
	}
	line := buffer[:count]
	field := bytes.Fields(line[bytes.LastIndexByte(line, ')')+1:])
	if len(field) < 3 {
		return process{}, false
	}
	parent, parentErr := strconv.Atoi(string(field[1]))
	group, groupErr := strconv.Atoi(string(field[2]))
	return process{pid, parent, group}, parentErr == nil && groupErr == nil
}
