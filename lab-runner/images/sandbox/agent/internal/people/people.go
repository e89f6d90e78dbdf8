// Package people reads /etc/passwd and /etc/group: who a command or a shell runs as.
package people

import (
	"os"
	"strconv"
	"strings"
	"syscall"

	"drydock-agent/internal/wire"
)

type Person struct {
	Name, Home, Shell string
	Uid, Gid          uint32
	Groups            []uint32
}

const defaultPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

func Find(name string) (*Person, error) {
	passwd, err := os.ReadFile("/etc/passwd")
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(passwd)) {
		field := strings.Split(strings.TrimSpace(line), ":")
		if len(field) < 7 || field[0] != name {
			continue
		}
		uid, uidErr := strconv.ParseUint(field[2], 10, 32)
		gid, gidErr := strconv.ParseUint(field[3], 10, 32)
		if uidErr != nil || gidErr != nil {
			continue
		}
		person := &Person{Name: name, Home: field[5], Shell: field[6], Uid: uint32(uid), Gid: uint32(gid)}
		if person.Shell == "" {
			person.Shell = "/bin/sh"
		}
		person.Groups = groupsOf(name, person.Gid)
		return person, nil
	}
	return nil, wire.Faultf("internal", "there is no user "+name)
}

func groupsOf(name string, primary uint32) []uint32 {
	groups := []uint32{primary}
	content, err := os.ReadFile("/etc/group")
	if err != nil {
		return groups
	}
	for line := range strings.Lines(string(content)) {
		field := strings.Split(strings.TrimSpace(line), ":")
		if len(field) < 4 {
			continue
		}
		gid, err := strconv.ParseUint(field[2], 10, 32)
		if err != nil || uint32(gid) == primary {
			continue
		}
		for member := range strings.SplitSeq(field[3], ",") {
			if member == name {
				groups = append(groups, uint32(gid))
			}
		}
	}
	return groups
}

// Credential is nil for whom we are already: the agent of a checker has no capability to change users, and needs none.
func (p *Person) Credential() *syscall.Credential {
	if p.Uid == uint32(os.Getuid()) && p.Gid == uint32(os.Getgid()) {
		return nil
	}
	return &syscall.Credential{Uid: p.Uid, Gid: p.Gid, Groups: p.Groups}
}

// Environment is what a login gives; nothing of the agent's own leaks into it.
func (p *Person) Environment() []string {
	return []string{
		"HOME=" + p.Home, "USER=" + p.Name, "LOGNAME=" + p.Name, "SHELL=" + p.Shell,
		"PATH=" + defaultPath, "LANG=C.UTF-8",
	}
}
