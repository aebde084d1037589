package store

import (
	"errors"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jianbao/models"
)

// Throttle counts failures under a key. What a key stands for is the newsroom's affair.
type Throttle struct {
	Key      string `gorm:"primaryKey"`
	Failures int
	FirstAt  time.Time
	LastAt   time.Time
}

// throttleLock serialises attempts, so that many at once are counted one by one.
const throttleLock = 0x7468726f

// LockThrottles lets one transaction at a time count attempts.
func (tx *Tx) LockThrottles() error { return tx.lock(throttleLock) }

// Throttle finds a counter; the zero counter when nothing was counted yet.
func (tx *Tx) Throttle(key string) (Throttle, error) {
	t, err := one[Throttle](tx, "key = ?", key)
	if models.CodeOf(err) == models.CodeNotFound {
		return Throttle{Key: key}, nil
	}
	return t, err
}

// SaveThrottle writes a counter.
func (tx *Tx) SaveThrottle(t Throttle) error {
	err := gorm.G[Throttle](tx.db, clause.OnConflict{
		Columns: []clause.Column{{Name: "key"}}, DoUpdates: clause.AssignmentColumns([]string{"failures", "first_at", "last_at"}),
	}).Create(tx.ctx, &t)
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return models.Fail(models.CodeConflict, "error.stale").Because(err)
	}
	return err
}

// ClearThrottles forgets counters.
func (tx *Tx) ClearThrottles(keys ...string) error {
	if len(keys) == 0 {
		return nil
	}
	return tx.exec("DELETE FROM throttles WHERE key IN ?", keys)
}

// SweepThrottles forgets counters that nothing was added to since the instant.
func (tx *Tx) SweepThrottles(since time.Time) error {
	return tx.exec("DELETE FROM throttles WHERE last_at < ?", since)
}
