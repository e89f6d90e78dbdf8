// Package frontend names what the image docker/dockerfile is built from, so that go.sum pins it.
package frontend

import _ "github.com/moby/buildkit/frontend/dockerfile/cmd/dockerfile-frontend"
