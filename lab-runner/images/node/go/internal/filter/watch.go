package filter

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"

	"drydock.dev/node/internal/ruleset"
	"golang.org/x/sys/unix"
)

const (
	headerLength      = 16
	nftablesGroup     = 1 << (7 - 1)
	nftablesSubsystem = 10
	routingRuleGroup  = 1 << (unix.RTNLGRP_IPV4_RULE - 1)
)

// Watch tells of every change that somebody, ourselves included, makes to the filter or to routing rules.
func Watch(ctx context.Context) (<-chan struct{}, error) {
	changed := make(chan struct{}, 1)
	if err := listen(ctx, unix.NETLINK_NETFILTER, nftablesGroup, changed, concernsTable); err != nil {
		return nil, err
	}
	everything := func([]byte) bool { return true }
	return changed, listen(ctx, unix.NETLINK_ROUTE, routingRuleGroup, changed, everything)
}

func listen(ctx context.Context, protocol int, group uint32, changed chan<- struct{}, concerns func([]byte) bool) error {
	socket, err := unix.Socket(unix.AF_NETLINK, unix.SOCK_RAW|unix.SOCK_CLOEXEC|unix.SOCK_NONBLOCK, protocol)
	if err != nil {
		return fmt.Errorf("netlink socket: %w", err)
	}
	if err := unix.Bind(socket, &unix.SockaddrNetlink{Family: unix.AF_NETLINK, Groups: group}); err != nil {
		return fmt.Errorf("listen to netlink: %w", err)
	}
	events := os.NewFile(uintptr(socket), "netlink")
	context.AfterFunc(ctx, func() { _ = events.Close() })
	go func() {
		buffer := make([]byte, 64<<10)
		for {
			length, err := events.Read(buffer)
			if errors.Is(err, os.ErrClosed) {
				return
			}
			// What was missed (ENOBUFS) may have concerned us.
			if err != nil || concerns(buffer[:length]) {
				select {
				case changed <- struct{}{}:
				default:
				}
			}
		}
	}()
	return nil
}

// concernsTable: in every message about an object of nftables the first attribute is the name of its table.
func concernsTable(messages []byte) bool {
	for len(messages) >= headerLength+8 {
		length := int(binary.NativeEndian.Uint32(messages))
		if length < headerLength || length > len(messages) {
			return true
		}
		if messages[5] == nftablesSubsystem && firstName(messages[headerLength+4:length]) == ruleset.Table {
			return true
		}
		messages = messages[min(len(messages), (length+3)&^3):]
	}
	return false
}

func firstName(attributes []byte) string {
	if len(attributes) < 5 {
		return ""
	}
	length := int(binary.NativeEndian.Uint16(attributes))
	if binary.NativeEndian.Uint16(attributes[2:]) != 1 || length < 5 || length > len(attributes) {
		return ""
	}
	return string(attributes[4 : length-1])
}
