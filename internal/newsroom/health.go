package newsroom

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jianbao/internal/store"
)

// outboxLimit is how long due work may wait. Work that fails is put off and does not wait; what waits so long is work that nobody does.
const outboxLimit = 10 * time.Minute

// Late is work of the outbox that nobody does.
type Late struct{ By time.Duration }

func (l *Late) Error() string {
	return fmt.Sprintf("work of the outbox has been due for %s", l.By.Round(time.Second))
}

// Ping reports whether the database answers, the file store can be written to, and due work is done; else, where that is all, the error is
// Late.
func (n *Newsroom) Ping(ctx context.Context) error {
	var lag time.Duration
	err := n.store.Read(ctx, func(tx *store.Tx) (err error) {
		lag, err = tx.OutboxLag()
		return err
	})
	if err := errors.Join(err, n.files.Ping()); err != nil {
		return err
	}
	if lag > outboxLimit {
		return &Late{By: lag}
	}
	return nil
}
