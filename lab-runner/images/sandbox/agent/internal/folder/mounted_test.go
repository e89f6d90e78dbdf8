package folder

import "testing"

func TestAMountIsKnownByDeviceAndName(t *testing.T) {
	table := []byte(`36 35 98:0 / / rw,noatime master:1 - ext4 /dev/root rw
41 36 7:3 /home/build/nginx.conf /etc/nginx/nginx.conf rw - ext4 /dev/loop3 rw
42 36 7:3 /home/build/my\040notes.txt /notes rw - ext4 /dev/loop3 rw
`)
	for _, one := range []struct {
		device, name string
		mounted      bool
	}{
		{"7:3", "nginx.conf", true},
		{"7:3", "my notes.txt", true},
		{"7:4", "nginx.conf", false},
		{"7:3", "inx.conf", false},
	} {
		if got := mounts(table, one.device, one.name); got != one.mounted {
			t.Errorf("%s on %s: %v", one.name, one.device, got)
		}
	}
	const loop3 = 7<<8 | 3
	if deviceMajor(loop3) != 7 || deviceMinor(loop3) != 3 {
		t.Error("devices are read wrongly")
	}
}
