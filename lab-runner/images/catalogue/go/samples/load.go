package main

import (
	"flag"
	"fmt"
	"log"
	"math"
	"net/http"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// rounds take some 50 ms of a core, as a million of them do in the PHP of the original.
const rounds = 10_000_000

// hpaExample burns processor time with every request, for the autoscaler to see.
func hpaExample() {
	serve("80", func(w http.ResponseWriter, _ *http.Request) {
		x := 0.0001
		for range rounds {
			x += math.Sqrt(x)
		}
		if x > 0 {
			fmt.Fprint(w, "OK!")
		}
	})
}

// stress keeps processors busy and memory full, for limits to bite.
func stress() {
	cpus := flag.Int("cpus", 0, "number of processors to keep busy")
	total := flag.String("mem-total", "0", "memory to take, as in 250Mi")
	step := flag.String("mem-alloc-size", "4Ki", "how much of it at a time")
	pause := flag.Duration("mem-alloc-sleep", time.Millisecond, "pause between two steps")
	flag.Bool("logtostderr", true, "taken and ignored")
	flag.Parse()
	runtime.GOMAXPROCS(max(*cpus, 1) + 1)
	log.Printf("Allocating %q memory, in %q chunks, with a %v sleep between allocations", *total, *step, *pause)
	for range *cpus {
		go func() {
			for {
			}
		}()
	}
	held := take(bytesIn(*total), max(bytesIn(*step), 1), *pause)
	log.Printf("Allocated %q memory", *total)
	for {
		time.Sleep(time.Hour)
		runtime.KeepAlive(held)
	}
}

func take(total, step int64, pause time.Duration) [][]byte {
	var held [][]byte
	for taken := int64(0); taken < total; taken += step {
		chunk := make([]byte, min(step, total-taken))
		for i := 0; i < len(chunk); i += 4096 {
			chunk[i] = 1
		}
		held = append(held, chunk)
		time.Sleep(pause)
	}
	return held
}

var units = map[string]int64{"": 1, "k": 1e3, "M": 1e6, "G": 1e9, "Ki": 1 << 10, "Mi": 1 << 20, "Gi": 1 << 30}

func bytesIn(quantity string) int64 {
	digits := strings.TrimRight(quantity, "kKMGi")
	amount, err := strconv.ParseInt(digits, 10, 64)
	unit, known := units[strings.TrimPrefix(quantity, digits)]
	if err != nil || !known {
		log.Fatalf("%q is no amount of memory", quantity)
	}
	return amount * unit
}
