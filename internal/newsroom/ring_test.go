package newsroom

import (
	"testing"
	"time"

	"jianbao/internal/store"
	"jianbao/internal/store/storetest"
	"jianbao/models"
)

func TestEveryWriteRingsTheBellAndNobodyWaitsForTheWorker(t *testing.T) {
	t.Parallel()
	s := storetest.SQLite(t, func() time.Time { return storetest.Start })
	admin := models.User{Login: "admin", Administrator: true}
	if err := s.Write(t.Context(), func(tx *store.Tx) error { return tx.CreateUser(&admin) }); err != nil {
		t.Fatal(err)
	}
	n := New(Config{Store: s})
	for range 2 {
		err := n.write(t.Context(), models.Actor{UserID: admin.ID, Role: models.Admin}, func(*store.Tx) error { return nil })
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(n.wake) != 1 {
		t.Errorf("the bell is rung %d times", len(n.wake))
	}
}
