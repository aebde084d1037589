package pdfdoc

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// Limits of the machine that PDFium runs in.
const (
	memoryPages = 1536                    // of 64 KiB: 96 MB for one file
	atOnce      = 2                       // files that are read at the same time; others wait
	pageTime    = 1500 * time.Millisecond // for opening a file, and for each page
	fileTime    = 20 * time.Second        // for one file
)

// engine is PDFium, translated for this processor when the first PDF is read; that takes seconds. Every file gets a machine of its
// own from it, and the machine is thrown away with the file.
type engine struct {
	cache wazero.CompilationCache
	slots chan struct{}
}

// loaded is the engine, or why there is none.
var loaded = sync.OnceValues(func() (*engine, error) {
	e := &engine{cache: wazero.NewCompilationCache(), slots: make(chan struct{}, atOnce)}
	pool, err := e.machines(nil) //nolint:staticcheck // no caller's time counts against what all callers share
	if err != nil {
		return nil, fmt.Errorf("load the reader of PDF: %w", err)
	}
	return e, pool.Close()
})

// machines makes sandboxes that see no files and no addresses, and that stop when ctx ends, whatever they are doing.
func (e *engine) machines(ctx context.Context) (pdfium.Pool, error) {
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages).WithCloseOnContextDone(true).WithCompilationCache(e.cache)
	return webassembly.Init(webassembly.Config{
		Context: ctx, MaxIdle: 1, MaxTotal: 1, RuntimeConfig: config, FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard,
	})
}

// use runs do with a machine of its own. It waits for a free place as long as ctx lasts; do is stopped when fileTime is over, or when
// watch.stop is called or not reset in time.
func (e *engine) use(ctx context.Context, do func(pdfium.Pdfium, *watch) error) error {
	select {
	case e.slots <- struct{}{}:
		defer func() { <-e.slots }()
	case <-ctx.Done():
		return ctx.Err()
	}
	ctx, cancel := context.WithTimeout(ctx, fileTime)
	defer cancel()
	pool, err := e.machines(ctx)
	if err != nil {
		return fmt.Errorf("make a machine: %w", err)
	}
	defer func() { _ = pool.Close() }() // there is nothing in it that has to be kept
	machine, err := pool.GetInstanceWithContext(ctx)
	if err != nil {
		return fmt.Errorf("start a machine: %w", err)
	}
	w := &watch{timer: time.AfterFunc(pageTime, cancel), ctx: ctx}
	defer w.timer.Stop()
	return do(machine, w)
}

// watch stops a machine that makes no progress.
type watch struct {
	timer *time.Timer
	ctx   context.Context //nolint:containedctx // it lives as long as the machine that it stops
}

// progress says that a step is done. It reports whether the time was not yet over.
func (w *watch) progress() bool {
	w.timer.Reset(pageTime)
	return w.ctx.Err() == nil
}

// over tells what failed for lack of time from what failed by itself.
func (w *watch) over() bool { return w.ctx.Err() != nil }
