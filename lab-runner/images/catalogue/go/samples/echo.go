package main

import (
	"crypto/rand"
	"encoding/hex"
	"flag"
	"fmt"
	"html"
	"io"
	"log"
	"net/http"
	"os"
	"sort"
)

func escaped(r *http.Request) string { return html.EscapeString(r.RequestURI) }

func requestID() string {
	id := make([]byte, 16)
	_, _ = rand.Read(id)
	return hex.EncodeToString(id)
}

// echoServer answers with who served the request and the request itself.
func echoServer() {
	serve("8080", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/plain")
		fmt.Fprintf(w, "Request served by %s\n\n%s %s %s\n\nHost: %s\n", hostName(), r.Method, r.RequestURI, r.Proto, r.Host)
		names := make([]string, 0, len(r.Header))
		for name := range r.Header {
			names = append(names, name)
		}
		sort.Strings(names)
		for _, name := range names {
			for _, value := range r.Header[name] {
				fmt.Fprintf(w, "%s: %s\n", name, value)
			}
		}
		fmt.Fprintln(w)
		_, _ = io.Copy(w, r.Body)
		log.Printf("%s | %s %s", r.RemoteAddr, r.Method, r.URL)
	})
}

// httpEcho answers every request with one text.
func httpEcho() {
	listen := flag.String("listen", ":5678", "address and port to listen on")
	text := flag.String("text", os.Getenv("ECHO_TEXT"), "text to put on the page")
	status := flag.Int("status-code", http.StatusOK, "status of the answers")
	flag.Parse()
	if *text == "" {
		fmt.Fprintln(os.Stderr, "Missing -text option or ECHO_TEXT env var!")
		os.Exit(127)
	}
	http.HandleFunc("/health", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintln(w, `{"status":"ok"}`)
	})
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-App-Name", "http-echo")
		w.WriteHeader(*status)
		fmt.Fprintln(w, *text)
		log.Printf("%s %s %q %d", r.Host, r.RemoteAddr, r.Method+" "+r.URL.Path, *status)
	})
	log.Printf("[INFO] server is listening on %s", *listen)
	log.Fatal(http.ListenAndServe(*listen, nil))
}
