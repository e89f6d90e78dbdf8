// whoami answers every request with who it is and what it was asked.
package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
)

func main() {
	port := os.Getenv("WHOAMI_PORT_NUMBER")
	if port == "" {
		port = "80"
	}
	http.HandleFunc("/health", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) })
	http.HandleFunc("/", answer)
	log.Printf("Starting up on port %s", port)
	log.Fatal(http.ListenAndServe(":"+port, nil))
}

func answer(w http.ResponseWriter, r *http.Request) {
	if name := os.Getenv("WHOAMI_NAME"); name != "" {
		fmt.Fprintln(w, "Name:", name)
	}
	host, _ := os.Hostname()
	fmt.Fprintln(w, "Hostname:", host)
	addresses, _ := net.InterfaceAddrs()
	for _, address := range addresses {
		if network, ok := address.(*net.IPNet); ok {
			fmt.Fprintln(w, "IP:", network.IP)
		}
	}
	fmt.Fprintln(w, "RemoteAddr:", r.RemoteAddr)
	_ = r.Write(w)
}
