package newsroom

import (
	"sync"

	"jianbao/internal/store"
	"jianbao/models"
)

// How much is kept.
const (
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
	mu   sync.Mutex
	held map[keptKey]V
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
	if v, ok := k.find(key); ok {
		return v, nil
	}
	v, err := read()
	if err == nil {
		k.hold(key, v)
	}
	return v, err
}

func (k *kept[V]) find(key keptKey) (V, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	v, ok := k.held[key]
	return v, ok
}

// hold keeps a value and forgets what another version had.
func (k *kept[V]) hold(key keptKey, v V) {
	k.mu.Lock()
	defer k.mu.Unlock()
	for other := range k.held {
		if other.version != key.version || len(k.held) >= maxKept {
			delete(k.held, other)
		}
	}
	if len(k.held) == 0 {
		k.held = map[keptKey]V{}
	}
	k.held[key] = v
}
