package main

import (
	"cmp"
	"fmt"
	"runtime"
	"runtime/debug"
)

type versionCommand struct{}

// Run prints the version: the release's, or what the go command knows of the source.
func (*versionCommand) Run(p *program) error {
	v := version
	if info, ok := debug.ReadBuildInfo(); ok {
		v = cmp.Or(v, info.Main.Version)
	}
	_, err := fmt.Fprintf(p.stdout, "jianbao %s (%s, %s/%s)\n", cmp.Or(v, "(devel)"), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return err
}

type helpCommand struct {
	Command []string `arg:"" optional:"" help:"The command to explain."`
}

// Run is never reached: parse turns the command into the flag --help.
func (*helpCommand) Run() error { return nil }
