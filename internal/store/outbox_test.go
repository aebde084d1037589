package store_test

import (
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"jianbao/internal/store"
	"jianbao/internal/store/storetest"
	"jianbao/models"
)

// ticker is a clock that a test moves.
type ticker struct {
	mu  sync.Mutex
	now time.Time
}

func (c *ticker) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *ticker) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func claim(tb testing.TB, s *store.Store) (e models.OutboxEntry, ok bool) {
	tb.Helper()
	write(tb, s, func(tx *store.Tx) (err error) {
		e, ok, err = tx.ClaimOutbox()
		return err
	})
	return e, ok
}

func expectNone(tb testing.TB, s *store.Store) {
	tb.Helper()
	if e, ok := claim(tb, s); ok {
		tb.Fatalf("claimed %+v", e)
	}
}

func enqueue(tb testing.TB, s *store.Store, subjects ...int64) {
	tb.Helper()
	write(tb, s, func(tx *store.Tx) error {
		for _, subject := range subjects {
			if err := tx.Enqueue(models.IndexEdition, subject); err != nil {
				return err
			}
		}
		return nil
	})
}

func TestOutboxWorkIsDoneInOrderAndOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t, s := db.T, db.Open(clock)
		enqueue(t, s, 7, 8)
		for _, want := range []int64{7, 8} {
			e, ok := claim(t, s)
			if !ok || e.Subject != want || e.Kind != models.IndexEdition || e.Tries != 1 {
				t.Fatalf("claimed %+v, want subject %d", e, want)
			}
			write(t, s, func(tx *store.Tx) error { return tx.FinishOutbox(e) })
		}
		expectNone(t, s)
	})
}

func TestOutboxWorkOfARolledBackTransactionDoesNotExist(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t, s := db.T, db.Open(clock)
		refused := errors.New("refused")
		err := s.Write(t.Context(), func(tx *store.Tx) error {
			return errors.Join(tx.Enqueue(models.IndexEdition, 1), refused)
		})
		if !errors.Is(err, refused) {
			t.Fatal(err)
		}
		expectNone(t, s)
	})
}

func TestFailedOutboxWorkWaitsLongerEachTime(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t := db.T
		c := &ticker{now: storetest.Start}
		s := db.Open(c.Now)
		enqueue(t, s, 7)
		for try, wait := range []time.Duration{time.Second, 2 * time.Second, 4 * time.Second} {
			e, ok := claim(t, s)
			if !ok || e.Tries != try+1 {
				t.Fatalf("try %d: claimed %+v", try+1, e)
			}
			if (e.LastError == "") != (try == 0) {
				t.Errorf("try %d: last error %q", try+1, e.LastError)
			}
			write(t, s, func(tx *store.Tx) error { return tx.FailOutbox(e, errors.New(strings.Repeat("坏", 1000))) })
			c.advance(wait - time.Millisecond)
			expectNone(t, s)
			c.advance(time.Millisecond)
		}
		write(t, s, func(tx *store.Tx) error { return tx.Exec("UPDATE outbox_entries SET tries = 500") })
		e, _ := claim(t, s)
		write(t, s, func(tx *store.Tx) error { return tx.FailOutbox(e, errors.New("again")) })
		c.advance(time.Hour)
		if _, ok := claim(t, s); !ok {
			t.Error("an hour is not the longest wait")
		}
	})
}

func TestWorkOfADeadServerIsTakenOver(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t := db.T
		c := &ticker{now: storetest.Start}
		s := db.Open(c.Now)
		enqueue(t, s, 7)
		dead, _ := claim(t, s)
		expectNone(t, s)
		c.advance(time.Minute)
		heir, ok := claim(t, s)
		if !ok || heir.ID != dead.ID || heir.Tries != 2 {
			t.Fatalf("claimed %+v", heir)
		}
		// The dead one was only slow; its word no longer counts.
		write(t, s, func(tx *store.Tx) error {
			return errors.Join(tx.FinishOutbox(dead), tx.FailOutbox(dead, errors.New("late")))
		})
		c.advance(time.Minute)
		if _, ok := claim(t, s); !ok {
			t.Error("whoever lost the work finished it")
		}
	})
}

func TestRacingServersDoEachWorkOnce(t *testing.T) {
	t.Parallel()
	storetest.Each(t, func(db storetest.Database) {
		t, s := db.T, db.Open(clock)
		var subjects []int64
		for n := range int64(40) {
			subjects = append(subjects, n)
		}
		enqueue(t, s, subjects...)
		var mu sync.Mutex
		done := map[int64]int{}
		var workers sync.WaitGroup
		for range 4 {
			workers.Go(func() {
				for {
					var e models.OutboxEntry
					var ok bool
					err := s.Write(t.Context(), func(tx *store.Tx) (err error) {
						e, ok, err = tx.ClaimOutbox()
						return err
					})
					if err != nil {
						t.Error(err)
					}
					if err != nil || !ok {
						return
					}
					mu.Lock()
					done[e.Subject]++
					mu.Unlock()
				}
			})
		}
		workers.Wait()
		for _, subject := range subjects {
			if done[subject] != 1 {
				t.Errorf("subject %d was done %d times", subject, done[subject])
			}
		}
	})
}
