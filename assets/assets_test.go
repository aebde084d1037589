package assets

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

func get(t *testing.T, url string, header http.Header) *http.Response {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, url, nil)
	r.Header = header
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, r)
	return w.Result()
}

func TestEveryAssetAnswersAtItsAddressForEver(t *testing.T) {
	t.Parallel()
	for name := range assets().urls {
		res := get(t, URL(name), http.Header{})
		body, err := io.ReadAll(res.Body)
		if err != nil {
			t.Fatal(err)
		}
		if res.StatusCode != http.StatusOK || !bytes.Equal(body, assets().files[URL(name)].content) {
			t.Errorf("%s: status %d, %d bytes", name, res.StatusCode, len(body))
		}
		hashed := strings.HasPrefix(URL(name), Prefix)
		if got := res.Header.Get("Cache-Control"); strings.Contains(got, "immutable") != hashed {
			t.Errorf("%s: Cache-Control %q", name, got)
		}
		if hashed == (name == "favicon.ico") {
			t.Errorf("%s is at %s", name, URL(name))
		}
	}
}

func TestStylesAreSentAsStyles(t *testing.T) {
	t.Parallel()
	if got, want := get(t, URL("reader.css"), http.Header{}).Header.Get("Content-Type"), "text/css; charset=utf-8"; got != want {
		t.Errorf("Content-Type = %q, want %q", got, want)
	}
}

func TestABrowserThatReadsGzipGetsGzip(t *testing.T) {
	t.Parallel()
	res := get(t, URL("reader.css"), http.Header{"Accept-Encoding": {"br, gzip;q=0.8"}})
	unzipped, err := gzip.NewReader(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(unzipped)
	if err != nil || !bytes.Equal(body, assets().files[URL("reader.css")].content) {
		t.Errorf("%d bytes unzipped (%v)", len(body), err)
	}
	for _, refusal := range []string{"", "br", "gzip;q=0", "gzip; q=0.0"} {
		if got := get(t, URL("reader.css"), http.Header{"Accept-Encoding": {refusal}}).Header.Get("Content-Encoding"); got != "" {
			t.Errorf("Accept-Encoding %q is answered with %q", refusal, got)
		}
	}
}

func TestAKnownCopyIsNotSentAgain(t *testing.T) {
	t.Parallel()
	etag := get(t, URL("reader.css"), http.Header{}).Header.Get("Etag")
	if got := get(t, URL("reader.css"), http.Header{"If-None-Match": {etag}}).StatusCode; got != http.StatusNotModified {
		t.Errorf("status %d, want %d", got, http.StatusNotModified)
	}
}

func TestAnythingElseIsNotFound(t *testing.T) {
	t.Parallel()
	for _, url := range []string{Prefix, Prefix + "reader.css", Prefix + "reader.0000000000000000.css", Prefix + "../go.mod", Prefix + "dist/reader.css"} {
		if got := get(t, url, http.Header{}).StatusCode; got != http.StatusNotFound {
			t.Errorf("%s: status %d", url, got)
		}
	}
}

func TestOtherContentGetsAnotherAddress(t *testing.T) {
	t.Parallel()
	var urls []string
	for _, content := range []string{"a{}", "b{}"} {
		idx, err := read(fstest.MapFS{"dist/x.css": {Data: []byte(content)}})
		if err != nil {
			t.Fatal(err)
		}
		urls = append(urls, idx.urls["x.css"])
	}
	if urls[0] == urls[1] {
		t.Errorf("both are %s", urls[0])
	}
}

func TestFilesThatCannotBeServedAreRefused(t *testing.T) {
	t.Parallel()
	for reason, files := range map[string]fstest.MapFS{
		"two files":    {"dist/x.css": {}, "img/x.css": {}},
		"content type": {"img/x.exe": {}},
	} {
		if _, err := read(files); err == nil || !strings.Contains(err.Error(), reason) {
			t.Errorf("error %v, want one about %q", err, reason)
		}
	}
}
