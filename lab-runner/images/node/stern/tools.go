//go:build tools

// Package tools names the programs that this module is for.
package tools

import (
	_ "github.com/stern/stern"
)
