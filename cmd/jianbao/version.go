package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
)

type versionCommand struct{}

// Run prints the version.
func (*versionCommand) Run(p *program) error {
	_, err := fmt.Fprintf(p.stdout, "jianbao %s (%s, %s/%s)\n", release(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

// release is the version of this program: the release's, or what the go command knows of the source.
func release() string {
	v := version
	if info, ok := debug.ReadBuildInfo(); ok {
		v = cmp.Or(v, info.Main.Version)
	}
	return cmp.Or(v, "(devel)")
}

type helpCommand struct {
	Command []string `arg:"" optional:"" help:"The command to explain."`
}

// Run is never reached: parse turns the command into the flag --help.
func (*helpCommand) Run() error { return nil }
