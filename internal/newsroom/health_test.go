package newsroom_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/models"
)

func TestWorkThatNobodyDoesIsAnIllness(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		must(t, o.Ping(t.Context()))
		issue := o.published(t, 87)
		must(t, o.DrainOutbox(t.Context()))
		e, _ := o.readers(t, issue.ID)
		write(t, o.store, func(tx *store.Tx) error { return tx.Enqueue(models.IndexEdition, e.ID) })
		o.clock.Advance(10 * time.Minute)
		must(t, o.Ping(t.Context()))
		o.clock.Advance(time.Second)
		var late *newsroom.Late
		if err := o.Ping(t.Context()); !errors.As(err, &late) || !strings.Contains(err.Error(), "10m1s") {
			t.Errorf("after ten minutes and a second: %v", err)
		}
		must(t, o.DrainOutbox(t.Context()))
		must(t, o.Ping(t.Context()))

		write(t, o.store, func(tx *store.Tx) error { return tx.Enqueue("unheard_of", 1) })
		for range 12 { // what fails is put off, and is no illness of this server
			_ = o.DrainOutbox(t.Context())
			must(t, o.Ping(t.Context()))
			o.clock.Advance(10 * time.Minute)
		}
	})
}
