package newsroom_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"jianbao/internal/store"
	"jianbao/models"
)

func TestTheWorkerIsWokenByAPublication(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		dropped, ended := make(chan int64, 1), make(chan struct{})
		o.OnDropPages(func(issue int64) { dropped <- issue })
		ctx, stop := context.WithCancel(t.Context())
		go func() {
			defer close(ended)
			o.RunOutbox(ctx)
		}()
		issue := o.signed(t, 87)
		must(t, o.Publish(t.Context(), o.signer, issue.ID))
		if got := <-dropped; got != issue.ID {
			t.Errorf("pages of issue %d are dropped, want %d", got, issue.ID)
		}
		expectTitles(t, o.find(t, models.Actor{}, "口岸"), "[口岸]通关提速") // indexing stood before
		stop()
		<-ended
	})
}

func TestWorkThatFailsIsTriedAgainAndHoldsNothingUp(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		var dropped []int64
		o.OnDropPages(func(issue int64) { dropped = append(dropped, issue) })
		write(t, o.store, func(tx *store.Tx) error {
			if err := tx.Enqueue("unheard_of", 1); err != nil {
				return err
			}
			return tx.Enqueue(models.DropPages, 2)
		})
		for _, try := range []string{"try 1", "try 2"} {
			if err := o.DrainOutbox(t.Context()); err == nil || !strings.Contains(err.Error(), "unheard_of") || !strings.Contains(err.Error(), try) {
				t.Errorf("%s: %v", try, err)
			}
			must(t, o.DrainOutbox(t.Context())) // put off
			o.clock.Advance(time.Second)
		}
		if len(dropped) != 1 || dropped[0] != 2 {
			t.Errorf("dropped %v", dropped)
		}
	})
}
