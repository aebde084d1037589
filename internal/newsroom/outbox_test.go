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
		ended := make(chan struct{})
		ctx, stop := context.WithCancel(t.Context())
		go func() {
			defer close(ended)
			o.RunOutbox(ctx)
		}()
		issue := o.signed(t, 87)
		must(t, o.Publish(t.Context(), o.signer, issue.ID))
		for len(o.find(t, models.Actor{}, "口岸")) == 0 && t.Context().Err() == nil {
			time.Sleep(5 * time.Millisecond) // until the worker has indexed it
		}
		expectTitles(t, o.find(t, models.Actor{}, "口岸"), "[口岸]通关提速")
		stop()
		<-ended
	})
}

func TestWorkThatFailsIsTriedAgainAndHoldsNothingUp(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		issue := o.signed(t, 87)
		must(t, o.Publish(t.Context(), o.signer, issue.ID))
		write(t, o.store, func(tx *store.Tx) error {
			return tx.EnqueueAt("unheard_of", 1, tx.Now.Add(-time.Hour)) // the first of all
		})
		for _, try := range []string{"try 1", "try 2"} {
			if err := o.DrainOutbox(t.Context()); err == nil || !strings.Contains(err.Error(), "unheard_of") || !strings.Contains(err.Error(), try) {
				t.Errorf("%s: %v", try, err)
			}
			must(t, o.DrainOutbox(t.Context())) // put off
			o.clock.Advance(time.Second)
		}
		expectTitles(t, o.find(t, models.Actor{}, "口岸"), "[口岸]通关提速")
	})
}
