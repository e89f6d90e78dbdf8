package table

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"sync"
	"time"
)

// RunNode hands requests from standard input to the pods of its node, and their answers back.
func RunNode() error {
	requests, answers := json.NewDecoder(bufio.NewReader(os.Stdin)), json.NewEncoder(os.Stdout)
	for {
		var request Request
		if err := requests.Decode(&request); err == io.EOF {
			return nil
		} else if err != nil {
			return err
		}
		answer, err := ask(request)
		if err != nil {
			answer.Err = err.Error()
		}
		if err := answers.Encode(answer); err != nil {
			return err
		}
	}
}

func ask(request Request) (Answer, error) {
	connection, err := net.Dial("unix", socketOf(request.Pod))
	if err != nil {
		return Answer{}, err
	}
	defer connection.Close()
	_ = connection.SetDeadline(time.Now().Add(time.Minute))
	if err := json.NewEncoder(connection).Encode(request); err != nil {
		return Answer{}, err
	}
	var answer Answer
	return answer, json.NewDecoder(connection).Decode(&answer)
}

// messengers are processes on the nodes, several for each so that pods are asked at the same time.
type messengers struct {
	lock sync.Mutex
	idle map[string][]*messenger
}

type messenger struct {
	command  *exec.Cmd
	requests *json.Encoder
	answers  *json.Decoder
	input    io.Closer
}

func (m *messengers) ask(node string, request Request) ([]bool, error) {
	one, err := m.take(node)
	if err != nil {
		return nil, err
	}
	if err := one.requests.Encode(request); err != nil {
		return nil, err
	}
	var answer Answer
	if err := one.answers.Decode(&answer); err != nil {
		return nil, fmt.Errorf("messenger on %s: %w", node, err)
	}
	m.lock.Lock()
	m.idle[node] = append(m.idle[node], one)
	m.lock.Unlock()
	if answer.Err != "" {
		return nil, fmt.Errorf("pod %s: %s", request.Pod, answer.Err)
	}
	return answer.Open, nil
}

func (m *messengers) take(node string) (*messenger, error) {
	m.lock.Lock()
	defer m.lock.Unlock()
	if waiting := m.idle[node]; len(waiting) > 0 {
		m.idle[node] = waiting[:len(waiting)-1]
		return waiting[len(waiting)-1], nil
	}
	command := exec.Command("docker", "exec", "--interactive", node, Folder+"/policy-table", "node")
	command.Stderr = os.Stderr
	input, err := command.StdinPipe()
	if err != nil {
		return nil, err
	}
	output, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	return &messenger{command, json.NewEncoder(input), json.NewDecoder(output), input}, command.Start()
}

func (m *messengers) close() {
	m.lock.Lock()
	defer m.lock.Unlock()
	for _, waiting := range m.idle {
		for _, one := range waiting {
			_ = one.input.Close()
			_ = one.command.Wait()
		}
	}
}

// Ready fails while a pod does not answer.
func Ready(pod string) error {
	_, err := ask(Request{Pod: pod})
	return err
}
