package pages

import (
	"context"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/maypok86/otter/v2"
)

// blindAfter is for how long what was last known of the version is believed.
const blindAfter = 5 * time.Second

// Cache holds pages by address. Until it has been told a version, and while nobody tells it any, it holds nothing and lets every
// request pass. It is safe for concurrent use.
type Cache struct {
	held    *otter.Cache[key, *Page]
	session string // name of the cookie whose bearers see more than visitors do
	version atomic.Int64
	checked atomic.Int64 // when the version was last confirmed, Unix nanoseconds; 0: never
	now     func() time.Time
	seen    func(p *Page, r *http.Request)
}

// key is an address at a version of what readers see: with another version, nothing that was held is found.
type key struct {
	version int64
	address string // path and query
}

// New makes a cache of at most limit bytes. Requests with the cookie named session pass by it. seen is told of every page that is
// sent from it without asking anybody, and of the request; it must be quick, and may be nil.
func New(limit int64, session string, now func() time.Time, seen func(p *Page, r *http.Request)) *Cache {
	if seen == nil {
		seen = func(*Page, *http.Request) {}
	}
	return &Cache{
		held: otter.Must(&otter.Options[key, *Page]{
			MaximumWeight: uint64(max(limit, 1)),
			Weigher:       func(_ key, p *Page) uint32 { return p.weight() },
		}),
		session: session + "=", now: now, seen: seen,
	}
}

// Confirm tells the version that stands in the database now. A later one makes everything held worthless; an earlier one is old news.
func (c *Cache) Confirm(version int64) {
	c.checked.Store(c.now().UnixNano())
	for {
		before := c.version.Load()
		if version <= before {
			return
		}
		if c.version.CompareAndSwap(before, version) {
			c.held.InvalidateAll()
			return
		}
	}
}

// Blind reports whether nobody has been able to confirm the version for a while: what is published may have been withdrawn meanwhile.
func (c *Cache) Blind() bool {
	checked := c.checked.Load()
	return checked != 0 && c.now().UnixNano()-checked > int64(blindAfter)
}

// Holds reports whether answers to the request may be held: a visitor's, to a request that changes nothing.
func (c *Cache) Holds(r *http.Request) bool {
	return c.checked.Load() != 0 && c.visitor(r)
}

func (c *Cache) visitor(r *http.Request) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	for _, line := range r.Header["Cookie"] {
		if strings.Contains(line, c.session) {
			return false
		}
	}
	return true
}

// Before answers from the cache what it holds, and hands everything else on. While the cache is blind, only lasting pages are shown.
func (c *Cache) Before(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c.visitor(r) {
			if p, ok := c.held.GetIfPresent(key{c.version.Load(), r.RequestURI}); ok && (p.Lasting || !c.Blind()) {
				p.ServeHTTP(w, r)
				c.seen(p, r)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

// ErrNotHeld says that there is no page to hold: whoever drew it answered in another way.
var ErrNotHeld = otter.ErrNotFound

// Draw gives the page at the request's address, and makes it when it is not held; several who ask at once wait for one. An error is
// not held and is given to all who wait; a nil page from draw is ErrNotHeld. draw may be asked again when the version changes meanwhile.
func (c *Cache) Draw(r *http.Request, draw func() (*Page, error)) (*Page, error) {
	// The version is looked up first: what changes while the page is drawn leaves it behind under a version that nobody asks for.
	k := key{c.version.Load(), r.RequestURI}
	var fresh *Page
	p, err := c.held.Get(r.Context(), k, otter.LoaderFunc[key, *Page](func(context.Context, key) (*Page, error) {
		p, err := draw()
		if err == nil && p == nil {
			err = ErrNotHeld
		}
		fresh = p
		return p, err
	}))
	switch {
	case fresh != nil:
		return fresh, nil
	case err == nil:
		return p, nil
	}
	return nil, err
}

// Held is how many pages are held, and what they weigh in bytes.
func (c *Cache) Held() (pages int, bytes uint64) {
	return c.held.EstimatedSize(), c.held.WeightedSize()
}
