package names

import (
	"bytes"
	"testing"
)

func query(flags uint16, questions byte, question string) []byte {
	return append([]byte{0xab, 0xcd, byte(flags >> 8), byte(flags), 0, questions, 0, 0, 0, 0, 0, 0}, question...)
}

func TestEveryNameIsUnknownAtOnce(t *testing.T) {
	for _, kind := range []string{"\x00\x01", "\x00\x1c", "\x00\x0f"} {
		question := "\x05nginx\x03com\x00" + kind + "\x00\x01"
		reply := Answer(append(query(0x0100, 1, question), "an OPT record"...))
		want := append([]byte{0xab, 0xcd, 0x81, 0x83, 0, 1, 0, 0, 0, 0, 0, 0}, question...)
		if !bytes.Equal(reply, want) {
			t.Errorf("%x", reply)
		}
	}
}

func TestWhatIsNoQuestionIsRefused(t *testing.T) {
	for _, garbage := range [][]byte{
		query(0, 1, "\x05ngi"),
		query(0, 1, "\xc0\x0c\x00\x01\x00\x01"),
		query(0, 2, "\x00\x00\x01\x00\x01"),
		query(0x2800, 1, "\x00\x00\x01\x00\x01"),
		query(0, 0, ""),
	} {
		reply := Answer(garbage)
		if len(reply) != headerBytes || reply[3]&15 != refused || reply[2]&0x80 == 0 {
			t.Errorf("%x gets %x", garbage, reply)
		}
	}
}

func TestResponsesAndScrapsGetNoAnswer(t *testing.T) {
	for _, packet := range [][]byte{query(isResponse, 1, "\x00\x00\x01\x00\x01"), {0xab, 0xcd}, nil} {
		if reply := Answer(packet); reply != nil {
			t.Errorf("%x gets %x", packet, reply)
		}
	}
}

func FuzzAnswer(f *testing.F) {
	f.Add(query(0x0100, 1, "\x05nginx\x03com\x00\x00\x01\x00\x01"))
	f.Fuzz(func(t *testing.T, packet []byte) {
		if reply := Answer(packet); len(reply) > len(packet) {
			t.Fatalf("%d bytes for %d", len(reply), len(packet))
		}
	})
}
