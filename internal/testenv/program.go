package testenv

import (
	"bytes"
	"fmt"
	"os/exec"
	"testing"
)

// program looks for a program on the PATH.
func program(name string) func(testing.TB) error {
	return func(testing.TB) error {
		if _, err := exec.LookPath(name); err != nil {
			return fmt.Errorf("no %s found", name)
		}
		return nil
	}
}

// Output is what a program writes. One that fails ends the test with what it complains about.
func Output(tb testing.TB, name string, args ...string) string {
	tb.Helper()
	var complaints bytes.Buffer
	cmd := exec.CommandContext(tb.Context(), name, args...) //nolint:gosec // tests say what they run
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		tb.Fatalf("%s: %v\n%s%s", name, err, out, complaints.Bytes())
	}
	return string(out)
}
