// Command jianbao is the whole program: the server, the demonstration office, and what an administrator types on the server
// itself. It reads its configuration once and hands it over as values; it decides nothing that the newsroom decides.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
	_ "time/tzdata" // the office's time zone, on machines that know none
)

// version is set when a release is built.
var version string

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	err := run(ctx, os.Args[1:], os.Getenv, os.Stdout, os.Stderr)
	stop()
	os.Exit(report(ctx, err, os.Stderr))
}

// run does what args say. Its error says how the program ends; see report.
func run(ctx context.Context, args []string, getenv func(string) string, stdout, stderr io.Writer) error {
	p := &program{stdout: stdout, stderr: stderr, now: time.Now}
	return p.parse(ctx, args, getenv)
}

// program is what every command is given.
type program struct {
	stdout, stderr io.Writer
	now            func() time.Time
}

// usageError is a command line, or a configuration, that makes no sense.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// errReported ends the program with status 1 after everything has been said already.
var errReported = errors.New("reported")

// report says what went wrong and gives the exit status: 0 done, 1 refused or failed, 2 not understood.
func report(ctx context.Context, err error, stderr io.Writer) int {
	if err == nil {
		return 0
	}
	if !errors.Is(err, errReported) {
		_, _ = fmt.Fprintf(stderr, "jianbao: %s\n", describe(ctx, err))
	}
	if _, ok := errors.AsType[usageError](err); ok {
		return 2
	}
	return 1
}
