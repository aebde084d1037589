package handlers_test

import (
	"os"
	"strconv"
)

// sample is how many of the combinations of the matrix are tried: all of them. JIANBAO_SAMPLE=9 tries one in nine; CI sets it for
// the run under the race detector only, which looks for something else and takes its time.
// It is asked for while a test runs, so that cached results know it.
func sample() int {
	n, err := strconv.Atoi(os.Getenv("JIANBAO_SAMPLE"))
	if err != nil || n < 1 {
		return 1
	}
	return n
}
