package pages

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
)

// Page is an answer held ready. It never changes.
type Page struct {
	Lasting bool // of an issue that is archived: it may be shown while nobody knows whether others still stand
	About   any  // what it shows, for whoever is told that it was seen; may be nil
	plain   form
	gzip    form
	brotli  form
}

// form is a page in one content coding.
type form struct {
	etag   string
	body   []byte
	fields []field // of the header, ready to be put in
}

type field struct {
	name   string // canonical
	values []string
}

// Levels of compression: a page of 30 kB takes a millisecond or two, once.
const (
	gzipLevel   = 7
	brotliLevel = 6
)

// Make prepares an answer with status 200. header holds its fields but for those that depend on the coding; Set-Cookie is left out.
func Make(body []byte, header http.Header, lasting bool) *Page {
	p := Plain(body, header)
	p.Lasting = lasting
	hash := strings.Trim(p.plain.etag, `"`)
	var zipped, brotlied bytes.Buffer
	if w, err := gzip.NewWriterLevel(&zipped, gzipLevel); err == nil {
		p.gzip = pack(&zipped, w, body, header, hash, "gzip", p.plain)
	}
	p.brotli = pack(&brotlied, brotli.NewWriterLevel(&brotlied, brotliLevel), body, header, hash, "br", p.plain)
	return p
}

// Plain prepares an answer that is sent once: it is not worth compressing.
func Plain(body []byte, header http.Header) *Page {
	sum := sha256.Sum256(body)
	p := &Page{plain: newForm(body, header, hex.EncodeToString(sum[:]), "")}
	p.gzip, p.brotli = p.plain, p.plain
	return p
}

// pack compresses a page. Where that does not make it smaller, it stays plain.
func pack(to *bytes.Buffer, w io.WriteCloser, body []byte, header http.Header, hash, coding string, plain form) form {
	if _, err := w.Write(body); err != nil || w.Close() != nil || to.Len() >= len(body) {
		return plain
	}
	return newForm(bytes.Clone(to.Bytes()), header, hash, coding)
}

func newForm(body []byte, header http.Header, hash, coding string) form {
	f := form{body: body, etag: `"` + hash + `"`}
	if coding != "" {
		f.etag = `"` + hash + "-" + coding + `"`
		f.fields = append(f.fields, field{"Content-Encoding", []string{coding}})
	}
	for name, values := range header {
		if name != "Set-Cookie" {
			f.fields = append(f.fields, field{http.CanonicalHeaderKey(name), values})
		}
	}
	f.fields = append(f.fields, field{"Etag", []string{f.etag}}, field{"Vary", []string{"Accept-Encoding"}}, field{"Content-Length", []string{strconv.Itoa(len(body))}})
	return f
}

// weight is what holding the page costs, in bytes.
func (p *Page) weight() uint32 {
	const around = 2 << 10 // headers, keys, the cache's own bookkeeping
	n := len(p.plain.body) + around
	if p.gzip.etag != p.plain.etag {
		n += len(p.gzip.body)
	}
	if p.brotli.etag != p.plain.etag {
		n += len(p.brotli.body)
	}
	return uint32(min(n, 1<<30))
}

// ServeHTTP sends the page in the best coding that the request accepts, or says that whoever asks has it already.
func (p *Page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f := p.choose(r.Header["Accept-Encoding"])
	h := w.Header()
	for _, x := range f.fields {
		h[x.name] = x.values
	}
	if known(r.Header["If-None-Match"], f.etag) {
		delete(h, "Content-Length")
		delete(h, "Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = w.Write(f.body) // whoever hangs up gets no page
	}
}

func (p *Page) choose(accepted []string) *form {
	best := &p.plain
	for _, list := range accepted {
		for coding := range strings.SplitSeq(list, ",") {
			name, weight, weighted := strings.Cut(strings.TrimSpace(coding), ";")
			if weighted && refused(weight) {
				continue
			}
			switch strings.TrimSpace(name) {
			case "br":
				return &p.brotli
			case "gzip":
				best = &p.gzip
			}
		}
	}
	return best
}

// refused reports whether a weight is zero (RFC 9110, 12.4.2).
func refused(weight string) bool {
	q, ok := strings.CutPrefix(strings.TrimSpace(weight), "q=")
	return ok && strings.Trim(q, "0.") == ""
}

// known reports whether a condition names the tag. A weak tag is the same page (RFC 9110, 13.1.2).
func known(condition []string, etag string) bool {
	for _, list := range condition {
		for tag := range strings.SplitSeq(list, ",") {
			if tag = strings.TrimPrefix(strings.TrimSpace(tag), "W/"); tag == etag || tag == "*" {
				return true
			}
		}
	}
	return false
}
