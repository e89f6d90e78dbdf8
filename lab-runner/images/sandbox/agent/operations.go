package main

import (
	"encoding/json"

	"drydock-agent/internal/dial"
	"drydock-agent/internal/engine"
	"drydock-agent/internal/folder"
	"drydock-agent/internal/run"
	"drydock-agent/internal/terminal"
	"drydock-agent/internal/watch"
	"drydock-agent/internal/wire"
)

// In a sandbox the kernel takes the learner's processes before the engine, which is the sandbox.
const learnerOomScore = 500

type operations struct {
	role   string
	runner *run.Runner
	host   *terminal.Host
	files  *folder.Service
}

func newOperations(role, learner string) *operations {
	runner := &run.Runner{KillSurvivors: role == "checker", Learner: learner}
	if role == "sandbox" {
		runner.OomScore = learnerOomScore
	}
	return &operations{
		role:   role,
		runner: runner,
		host:   terminal.NewHost(learner, runner.OomScore),
		files:  &folder.Service{Learner: learner},
	}
}

func (o *operations) serve(conn *wire.Conn, payload []byte) error {
	var head struct {
		Op string `json:"op"`
	}
	if err := decode(payload, &head); err != nil {
		return err
	}
	switch head.Op {
	case "ping":
		return conn.WriteJSON(wire.OK, map[string]string{"version": version, "engine": o.engine()})
	case "exec":
		return with(payload, func(request *run.Request) error { return o.runner.Serve(conn, request) })
	case "pty":
		return with(payload, func(request *terminal.Request) error { return o.host.Serve(conn, request) })
	case "pty-list":
		return conn.WriteJSON(wire.OK, map[string]any{"ptys": o.host.List()})
	case "pty-close":
		return with(payload, func(request *terminal.Request) error {
			return answer(conn, o.host.CloseShell(request.ID))
		})
	case "watch":
		return with(payload, func(request *watch.Request) error { return watch.Serve(conn, request) })
	case "dial":
		return with(payload, func(request *dial.Request) error { return dial.Serve(conn, request) })
	}
	return with(payload, func(request *folder.Request) error { return o.files.Serve(conn, request) })
}

func (o *operations) engine() string {
	if o.role != "sandbox" {
		return "none"
	}
	return engine.State()
}

func with[R any](payload []byte, serve func(*R) error) error {
	request := new(R)
	if err := decode(payload, request); err != nil {
		return err
	}
	return serve(request)
}

func decode(payload []byte, into any) error {
	if err := json.Unmarshal(payload, into); err != nil {
		return wire.Faultf("request_invalid", err.Error())
	}
	return nil
}

func answer(conn *wire.Conn, err error) error {
	if err != nil {
		return err
	}
	return conn.WriteJSON(wire.OK, struct{}{})
}
