package terminal

import (
	"os"
	"sync"
)

// Input that waits for a program that does not read. Above it the client is cut off: reading its frames must go on,
// since acknowledgements are among them, without which a program that echoes would wait for its own echo.
const maxHeldKeys = 4 << 20

type keyboard struct {
	master *os.File
	lock   sync.Mutex
	change *sync.Cond
	held   []byte
	closed bool
}

func newKeyboard(master *os.File) *keyboard {
	keys := &keyboard{master: master}
	keys.change = sync.NewCond(&keys.lock)
	go keys.run()
	return keys
}

// press says whether there was room.
func (k *keyboard) press(input []byte) bool {
	k.lock.Lock()
	defer k.lock.Unlock()
	if len(k.held)+len(input) > maxHeldKeys {
		return false
	}
	k.held = append(k.held, input...)
	k.change.Signal()
	return true
}

func (k *keyboard) close() {
	k.lock.Lock()
	defer k.lock.Unlock()
	k.closed = true
	k.change.Signal()
}

func (k *keyboard) run() {
	for {
		k.lock.Lock()
		for len(k.held) == 0 && !k.closed {
			k.change.Wait()
		}
		input := k.held
		k.held = nil
		closed := k.closed
		k.lock.Unlock()
		if closed {
			return
		}
		if _, err := k.master.Write(input); err != nil {
			return
		}
	}
}
