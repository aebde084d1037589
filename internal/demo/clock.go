package demo

import (
	"sync"
	"time"
)

// Clock is the clock of the office while it is made: it stands still until the next act sets it.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// Now is what the store of the office being made must take its times from.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *Clock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}

// pass lets a little time pass, as between two acts of the same person.
func (c *Clock) pass() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(97 * time.Second)
}
