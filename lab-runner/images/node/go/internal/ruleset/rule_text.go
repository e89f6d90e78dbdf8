package ruleset

import "strings"

// orientation of a packet within its connection. The packets of both are held against the policies, so that a policy that
// arrives under a live connection cuts it, whoever speaks.
type orientation string

const (
	original orientation = ""
	reply    orientation = "_reply"
)

// Text is the rule as nftables reads it. In a reply the other end is where the port of the service is not.
func (r Rule) Text(direction Direction, o orientation) string {
	peer, port := "saddr", "dport"
	if (direction == Egress) != (o == reply) {
		peer = "daddr"
	}
	if o == reply {
		port = "sport"
	}
	var words []string
	if r.Peer != "" {
		words = append(words, "ip", peer, "@"+r.Peer)
	}
	switch {
	case r.Protocol != "" && len(r.Ports) > 0:
		words = append(words, r.Protocol, port, portSet(r.Ports))
	case r.Protocol != "":
		words = append(words, "ip", "protocol", r.Protocol)
	}
	return strings.Join(append(words, "return"), " ")
}

func portSet(ports []PortRange) string {
	texts := make([]string, len(ports))
	for i, p := range ports {
		texts[i] = p.String()
	}
	return "{ " + strings.Join(texts, ", ") + " }"
}

// Key is the same for rules that allow the same.
func (r Rule) Key(direction Direction) string { return r.Text(direction, original) }
