// hello-world says what Docker just did.
package main

import "fmt"

const greeting = `
Hello from Docker!
This message shows that your engine works.

What happened to bring it to you:
 1. The docker command asked the Docker engine (the daemon) to run "hello-world".
 2. The engine had no such image, so it pulled one from a registry.
 3. It made a container from that image and ran the one program in it, which
    wrote what you are reading.
 4. The engine passed the output to the docker command, and that to your terminal.

Something bigger to try next:
 $ docker run -it debian bash
`

func main() {
	fmt.Println(greeting)
}
