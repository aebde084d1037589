package pages_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/andybalholm/brotli"

	"jianbao/internal/pages"
)

// site is a cache with a page behind it, and a clock that is moved by hand.
type site struct {
	*pages.Cache
	now   atomic.Int64
	drawn atomic.Int64
	h     http.Handler
}

func newSite(lasting bool) *site {
	s := &site{}
	s.now.Store(1)
	s.Cache = pages.New(1<<20, "session", func() time.Time { return time.Unix(s.now.Load(), 0) }, nil)
	s.h = s.Before(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.Holds(r) {
			_, _ = io.WriteString(w, "for you alone")
			return
		}
		if s.Blind() {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		p, err := s.Draw(r, func() (*pages.Page, error) {
			s.drawn.Add(1)
			return pages.Make([]byte(strings.Repeat("期", 1000)), http.Header{"X-Test": {"yes"}, "Set-Cookie": {"never"}}, lasting), nil
		})
		if err != nil {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		p.ServeHTTP(w, r)
	}))
	return s
}

func (s *site) get(header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodGet, "/page", nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.h.ServeHTTP(w, r)
	return w
}

func (s *site) expectDrawn(t *testing.T, want int64) {
	t.Helper()
	if got := s.drawn.Load(); got != want {
		t.Errorf("drawn %d times, want %d", got, want)
	}
}

func TestNothingIsHeldBeforeAVersionIsKnown(t *testing.T) {
	t.Parallel()
	s := newSite(false)
	if got := s.get().Body.String(); got != "for you alone" {
		t.Errorf("got %q", got)
	}
	if s.Blind() {
		t.Error("blind without having seen anything")
	}
}

func TestAPageIsDrawnOnceForEachVersion(t *testing.T) {
	t.Parallel()
	s := newSite(false)
	s.Confirm(3)
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() { s.get() })
	}
	all.Wait()
	s.expectDrawn(t, 1)
	s.Confirm(3)
	s.Confirm(2) // looked at before the change and told after it
	s.get()
	s.expectDrawn(t, 1)
	s.Confirm(4)
	if n, _ := s.Held(); n != 0 {
		t.Errorf("%d pages are held after the change", n)
	}
	s.get()
	s.get()
	s.expectDrawn(t, 2)
}

func TestASessionPassesBy(t *testing.T) {
	t.Parallel()
	s := newSite(false)
	s.Confirm(1)
	s.get()
	for cookie, want := range map[string]bool{"session=x": false, "__Host-session=x; other=y": false, "other=y": true} {
		if held := s.get("Cookie", cookie).Body.String() != "for you alone"; held != want {
			t.Errorf("with %q held is %v", cookie, held)
		}
	}
}

func TestWhoCannotLookShowsLastingPagesOnly(t *testing.T) {
	t.Parallel()
	for _, lasting := range []bool{false, true} {
		s := newSite(lasting)
		s.Confirm(1)
		s.get()
		s.now.Add(6)
		if !s.Blind() {
			t.Error("not blind after six seconds")
		}
		want := http.StatusServiceUnavailable
		if lasting {
			want = http.StatusOK
		}
		if got := s.get(); got.Code != want {
			t.Errorf("answered %d, want %d", got.Code, want)
		}
		s.Confirm(1)
		if s.Blind() {
			t.Error("still blind")
		}
	}
}

func TestEveryCodingIsTheSamePage(t *testing.T) {
	t.Parallel()
	s := newSite(false)
	s.Confirm(1)
	plain := s.get().Body.Bytes()
	br := s.get("Accept-Encoding", "gzip, deflate, br")
	if br.Header().Get("Content-Encoding") != "br" || br.Header().Get("Vary") != "Accept-Encoding" || br.Header().Get("X-Test") != "yes" || br.Header().Get("Set-Cookie") != "" {
		t.Errorf("headers %v", br.Header())
	}
	got, err := io.ReadAll(brotli.NewReader(br.Body))
	if err != nil || !bytes.Equal(got, plain) {
		t.Errorf("%v: %d bytes, want %d", err, len(got), len(plain))
	}
	for accept, want := range map[string]string{"gzip": "gzip", "br;q=0, gzip": "gzip", "identity": "", "": "", "gzip;q=0.0": "", "GZIP": ""} {
		if got := s.get("Accept-Encoding", accept).Header().Get("Content-Encoding"); got != want {
			t.Errorf("%q gets %q", accept, got)
		}
	}
	tag := br.Header().Get("Etag")
	for condition, want := range map[string]int{tag: 304, "W/" + tag: 304, `"x", ` + tag: 304, "*": 304, `"x"`: 200} {
		if got := s.get("Accept-Encoding", "br", "If-None-Match", condition); got.Code != want {
			t.Errorf("%q answers %d", condition, got.Code)
		}
	}
}

func TestWhatCannotBeDrawnIsNotHeld(t *testing.T) {
	t.Parallel()
	c := pages.New(1<<20, "session", time.Now, nil)
	c.Confirm(1)
	r := httptest.NewRequest(http.MethodGet, "/page", nil)
	broken := errors.New("broken")
	if _, err := c.Draw(r, func() (*pages.Page, error) { return nil, broken }); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if _, err := c.Draw(r, func() (*pages.Page, error) { return nil, nil }); !errors.Is(err, pages.ErrNotHeld) {
		t.Errorf("got %v", err)
	}
	if n, _ := c.Held(); n != 0 {
		t.Errorf("%d pages are held", n)
	}
}

func BenchmarkHeldPage(b *testing.B) {
	s := newSite(false)
	s.Confirm(1)
	s.get()
	r := httptest.NewRequest(http.MethodGet, "/page", nil)
	r.Header.Set("Accept-Encoding", "gzip, deflate, br")
	w := &nowhere{header: http.Header{}}
	b.ReportAllocs()
	for b.Loop() {
		s.h.ServeHTTP(w, r)
	}
}

// nowhere is a ResponseWriter that keeps nothing.
type nowhere struct{ header http.Header }

func (w *nowhere) Header() http.Header         { return w.header }
func (w *nowhere) WriteHeader(int)             {}
func (w *nowhere) Write(b []byte) (int, error) { return len(b), nil }
