package flowtest

import (
	"maps"
	"runtime"
	"runtime/metrics"
	"slices"
	"testing"
	"time"

	"jianbao/internal/flow"
)

// Hostile shows for each file the time that its reader takes to read or refuse it, and the most memory that is in use meanwhile:
// 2 s and 256 MB are allowed.
func Hostile[T string | []byte](b *testing.B, files map[string]T, read func([]byte) (*flow.File, error)) {
	b.Helper()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		b.Run(name, func(b *testing.B) {
			data := []byte(files[name])
			runtime.GC()
			before := inUse()
			most := make(chan uint64)
			stop := make(chan struct{})
			go watchMemory(stop, most)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := read(data); err != nil {
					Refusal(b, err)
				}
			}
			close(stop)
			b.ReportMetric(float64(<-most-before)/(1<<20), "peak-MB")
		})
	}
}

// watchMemory hands over the most bytes of objects, dead ones that wait to be collected included, that it saw on its looks.
func watchMemory(stop <-chan struct{}, most chan<- uint64) {
	peak := uint64(0)
	looks := time.NewTicker(time.Millisecond)
	defer looks.Stop()
	for {
		peak = max(peak, inUse())
		select {
		case <-stop:
			most <- peak
			return
		case <-looks.C:
		}
	}
}

func inUse() uint64 {
	samples := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(samples)
	return samples[0].Value.Uint64()
}
