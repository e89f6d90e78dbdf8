// Package run executes commands so that none of what they start can stay behind unseen.
//
// Each command has a supervisor: this binary again, a child subreaper. Whatever the command's descendants do (fork
// twice, call setsid, clone with CLONE_PARENT), the kernel keeps them below the supervisor, so that wait4 answering
// ECHILD there proves that nothing is left.
package run

import (
	"os"
	"strings"
	"syscall"

	"drydock-agent/internal/people"
)

// spec is what the agent tells the supervisor.
type spec struct {
	Argv   []string
	Env    []string
	Cwd    string
	Person *people.Person
	// OomScore above 0: the kernel takes these processes before the engine.
	OomScore int
}

// outcome is what the supervisor tells the agent, once, when the command itself has ended.
type outcome struct {
	ExitCode int
	// Why it could not be started, for its standard error.
	Failure string `json:",omitempty"`
}

const (
	notExecutable = 126
	notFound      = 127
)

// lookUp finds the program as a shell would in the command's own PATH.
func lookUp(program string, env []string) (string, int) {
	if strings.Contains(program, "/") {
		return program, 0
	}
	path := ""
	for _, variable := range env {
		if value, found := strings.CutPrefix(variable, "PATH="); found {
			path = value
		}
	}
	for _, folder := range strings.Split(path, ":") {
		candidate := folder + "/" + program
		info, err := os.Stat(candidate)
		if folder != "" && err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0 {
			return candidate, 0
		}
	}
	return "", notFound
}

func exitCodeOf(status syscall.WaitStatus) int {
	if status.Signaled() {
		return 128 + int(status.Signal())
	}
	return status.ExitStatus()
}
