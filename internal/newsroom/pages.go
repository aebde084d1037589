package newsroom

import (
	"context"
	"log/slog"
	"time"

	"jianbao/internal/store"
)

// pagesPause is how often a server looks whether another one has changed what readers see.
const pagesPause = 400 * time.Millisecond

// WatchPages tells the version of what readers see, until ctx ends: at once when an operation of this process has changed it, and
// otherwise as often as it looks, so that whoever is told knows how old that knowledge is. Nothing is told while the database cannot
// be asked.
func (n *Newsroom) WatchPages(ctx context.Context, told func(version int64)) {
	defer n.store.OnPages(told)()
	tick := time.NewTicker(pagesPause)
	defer tick.Stop()
	failing := false
	for {
		version, err := n.PageVersion(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err == nil:
			told(version)
		case !failing:
			n.log.LogAttrs(ctx, slog.LevelError, "it cannot be seen whether published pages have changed", slog.Any("error", err))
		}
		failing = err != nil
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// PageVersion is the version of what readers see; it grows with everything that changes it.
func (n *Newsroom) PageVersion(ctx context.Context) (version int64, err error) {
	// A look that has begun ends by itself: one that is broken off would keep the database open behind a server that stops.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	err = n.store.Read(ctx, func(tx *store.Tx) error {
		version, err = tx.PageVersion()
		return err
	})
	return version, err
}
