package newsroom

import (
	"sync"
	"time"

	"jianbao/internal/store"
	"jianbao/models"
)

// How much is kept, and how long what depends on the search index, into which an edition comes a moment after the version says so. Nothing
// else that readers see changes without the version.
const (
	indexFor   = time.Minute
	maxKept    = 1000
	maxKeptKey = 1000 // bytes: an address may name anything as a section
)

// keptKey is what somebody asks at a version of what readers see.
type keptKey struct {
	what     string
	bulletin int64
	to       string // models.Readership.Key
	version  int64
}

// kept holds what is read from all editions of a bulletin, and is the same for everybody of a readership until readers see something else.
type kept[V any] struct {
	lasts time.Duration // at most; 0: as long as the version
	mu    sync.Mutex
	held  map[keptKey]V
	since time.Time
}

// of gives what is held, or reads it.
func (k *kept[V]) of(tx *store.Tx, what string, bulletin int64, to models.Readership, read func() (V, error)) (V, error) {
	if len(what) > maxKeptKey {
		return read()
	}
	version, err := tx.PageVersion()
	if err != nil {
		var none V
		return none, err
	}
	key := keptKey{what, bulletin, to.Key(), version}
	if v, ok := k.find(key, tx.Now); ok {
		return v, nil
	}
	v, err := read()
	if err == nil {
		k.hold(key, v, tx.Now)
	}
	return v, err
}

func (k *kept[V]) find(key keptKey, now time.Time) (V, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	v, ok := k.held[key]
	return v, ok && !k.over(now)
}

// over reports whether what is held is too old.
func (k *kept[V]) over(now time.Time) bool {
	return k.lasts > 0 && !now.Before(k.since.Add(k.lasts))
}

// hold keeps a value and forgets what another version had.
func (k *kept[V]) hold(key keptKey, v V, now time.Time) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for other := range k.held {
		if other.version != key.version || k.over(now) || len(k.held) >= maxKept {
			delete(k.held, other)
		}
	}
	if len(k.held) == 0 {
		k.held, k.since = map[keptKey]V{}, now
	}
	k.held[key] = v
}
