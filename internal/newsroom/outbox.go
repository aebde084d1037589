package newsroom

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"jianbao/internal/store"
	"jianbao/models"
)

// outboxPause is how long work left by other servers, or put off, waits at most.
const outboxPause = 2 * time.Second

// ring wakes the workers. A bell that has been rung already is enough.
func (n *Newsroom) ring() {
	for _, bell := range []chan struct{}{n.wake, n.wakeMail} {
		select {
		case bell <- struct{}{}:
		default:
		}
	}
}

// RunOutbox does the work that committed changes leave, as soon as they are committed, and keeps the appointments of scheduled
// publications, until ctx ends. What fails is logged and tried again later. Several servers may run it at once.
func (n *Newsroom) RunOutbox(ctx context.Context) {
	tick := time.NewTicker(outboxPause)
	defer tick.Stop()
	for {
		if err := n.PublishDue(ctx); err != nil && ctx.Err() == nil {
			n.log.LogAttrs(ctx, slog.LevelError, "a scheduled publication failed", slog.Any("error", err))
		}
		if err := n.DrainOutbox(ctx); err != nil && ctx.Err() == nil {
			n.log.LogAttrs(ctx, slog.LevelError, "outbox work failed and will be tried again", slog.Any("error", err))
		}
		select {
		case <-ctx.Done():
			return
		case <-n.wake:
		case <-tick.C:
		}
	}
}

// DrainOutbox does everything that is due now, and returns the errors of what failed; that is put off and tried again later.
func (n *Newsroom) DrainOutbox(ctx context.Context) error {
	var failed []error
	for {
		e, ok, err := n.claimOutbox(ctx)
		if err != nil || !ok {
			return errors.Join(append(failed, err)...)
		}
		err = n.doOutbox(ctx, e)
		if err == nil {
			continue
		}
		failed = append(failed, fmt.Errorf("outbox work %d (%s %d, try %d): %w", e.ID, e.Kind, e.Subject, e.Tries, err))
		if err := n.store.Write(ctx, func(tx *store.Tx) error { return tx.FailOutbox(e, err) }); err != nil {
			return errors.Join(append(failed, err)...)
		}
	}
}

func (n *Newsroom) claimOutbox(ctx context.Context) (e models.OutboxEntry, ok bool, err error) {
	err = n.store.Write(ctx, func(tx *store.Tx) error {
		e, ok, err = tx.ClaimOutbox()
		return err
	})
	return e, ok, err
}

// doOutbox does the work and notes that it is done.
func (n *Newsroom) doOutbox(ctx context.Context, e models.OutboxEntry) error {
	work := func(*store.Tx) error { return nil }
	switch e.Kind {
	case models.IndexEdition:
		work = func(tx *store.Tx) error { return tx.IndexEdition(e.Subject) }
	case models.MakeFiles:
		if err := n.makeFiles(ctx, e.Subject); err != nil {
			return err
		}
	default:
		return fmt.Errorf("unknown kind of outbox work %q", e.Kind)
	}
	return n.store.Write(ctx, func(tx *store.Tx) error {
		if err := work(tx); err != nil {
			return err
		}
		return tx.FinishOutbox(e)
	})
}
