// samples is the programs that public Kubernetes tutorials run, in one: the name it is called by says which.
package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
	"path/filepath"
)

var programs = map[string]func(){
	"echo-server":         echoServer,
	"hello-app":           helloApp,
	"hpa-example":         hpaExample,
	"http-echo":           httpEcho,
	"kubernetes-bootcamp": bootcamp,
	"nginx-hello":         nginxHello,
	"node-hello":          nodeHello,
	"stress":              stress,
}

func main() {
	program, known := programs[filepath.Base(os.Args[0])]
	if !known {
		fmt.Fprintf(os.Stderr, "%s is none of the samples\n", os.Args[0])
		os.Exit(2)
	}
	program()
}

// serve answers every path on PORT, or on the port that the original listens on.
func serve(port string, answer http.HandlerFunc) {
	if wanted := os.Getenv("PORT"); wanted != "" {
		port = wanted
	}
	log.Printf("Server listening on port %s", port)
	log.Fatal(http.ListenAndServe(":"+port, answer))
}

func hostName() string {
	name, _ := os.Hostname()
	return name
}
