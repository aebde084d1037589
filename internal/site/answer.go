package site

import (
	"bytes"
	"context"
	"net/http"
)

// answer is what the handler says to a request. It is an http.ResponseWriter.
type answer struct {
	status int
	header http.Header
	body   bytes.Buffer
}

// Header is the header of the answer.
func (a *answer) Header() http.Header { return a.header }

// WriteHeader sets the status, once.
func (a *answer) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
}

func (a *answer) Write(b []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	return a.body.Write(b)
}

// coding is the content coding of the answer; empty: none.
func (a *answer) coding() string { return a.header.Get("Content-Encoding") }

// ask asks for an address as a visitor does whose browser understands one content coding, or none.
func ask(ctx context.Context, h http.Handler, origin, address, coding string) (*answer, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, origin+address, nil)
	if err != nil {
		return nil, err
	}
	r.RequestURI, r.RemoteAddr = address, "127.0.0.1:0"
	if coding != "" {
		r.Header.Set("Accept-Encoding", coding)
	}
	a := &answer{header: http.Header{}}
	h.ServeHTTP(a, r)
	a.WriteHeader(http.StatusOK)
	return a, ctx.Err()
}
