package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
	"sync/atomic"
	"time"
)

func helloApp() {
	version := os.Getenv("APP_VERSION")
	serve("8080", func(w http.ResponseWriter, r *http.Request) {
		log.Printf("Serving request: %s", r.URL.Path)
		fmt.Fprintf(w, "Hello, world!\nVersion: %s\nHostname: %s\n", version, hostName())
	})
}

func nodeHello() {
	serve("8080", func(w http.ResponseWriter, r *http.Request) {
		log.Printf("Received request for URL: %s", r.URL.Path)
		fmt.Fprint(w, "Hello Kubernetes!")
	})
}

func bootcamp() {
	version := os.Getenv("APP_VERSION")
	started := time.Now()
	var requests atomic.Int64
	log.Printf("Kubernetes Bootcamp App Started At: %s | Running On: %s", started.Format(time.RFC3339), hostName())
	serve("8080", func(w http.ResponseWriter, _ *http.Request) {
		count := requests.Add(1)
		fmt.Fprintf(w, "Hello Kubernetes bootcamp! | Running on: %s | v=%s\n", hostName(), version)
		log.Printf("Running On: %s | Total Requests: %d | App Uptime: %.3f seconds", hostName(), count, time.Since(started).Seconds())
	})
}

// nginxHello says where it runs, as a page or, told "plain-text", as lines.
func nginxHello() {
	plain := len(os.Args) > 1 && os.Args[1] == "plain-text"
	serve("80", func(w http.ResponseWriter, r *http.Request) {
		lines := fmt.Sprintf("Server address: %s\nServer name: %s\nDate: %s\nURI: %s\nRequest ID: %s\n",
			r.Context().Value(http.LocalAddrContextKey), hostName(), time.Now().UTC().Format("02/Jan/2006:15:04:05 -0700"), escaped(r), requestID())
		if plain {
			w.Header().Set("Content-Type", "text/plain")
			fmt.Fprint(w, lines)
			return
		}
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, "<!DOCTYPE html>\n<html>\n<head><title>Hello World</title></head>\n<body>\n<pre>\n%s</pre>\n</body>\n</html>\n", lines)
	})
}
