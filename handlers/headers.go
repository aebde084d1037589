package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"jianbao/models"
)

// The two content security policies. Published pages are the same bytes for everybody, so they can carry no nonce and
// therefore no inline script or style at all; pages of the desk are drawn for each request.
const (
	publicPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; " +
		"connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
	staffPolicy = "default-src 'none'; script-src 'nonce-NONCE' 'strict-dynamic'; style-src 'self'; img-src 'self' blob:; font-src 'self'; " +
		"connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; frame-src 'self'; " +
		"require-trusted-types-for 'script'; trusted-types ProseMirrorClipboard htmx"
)

// commonHeaders stand on every answer, errors included. The referrer policy is not no-referrer, under which browsers send
// forms with a null origin.
var commonHeaders = map[string]string{
	"X-Content-Type-Options":     "nosniff",
	"Referrer-Policy":            "same-origin",
	"Cross-Origin-Opener-Policy": "same-origin",
	"Permissions-Policy":         "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
	"Cache-Control":              "no-store", // public editions say otherwise, see hold
}

func (s *Server) setHeaders(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		for name, value := range commonHeaders {
			h.Set(name, value)
		}
		h.Set("Content-Security-Policy", publicPolicy)
		if isStaff(c) {
			h.Set("Content-Security-Policy", strings.Replace(staffPolicy, "NONCE", visitOf(c).nonce, 1))
		}
		if s.secure {
			h.Set("Strict-Transport-Security", "max-age=63072000")
		}
		return next(c)
	}
}

// refuseForeign lets other sites change nothing here. The standard library lets a request through that says neither where it
// comes from nor what it is for; with a cookie of ours such a request is refused.
func (s *Server) refuseForeign(next echo.HandlerFunc) echo.HandlerFunc {
	protection := http.NewCrossOriginProtection()
	if s.origin != "" {
		if err := protection.AddTrustedOrigin(s.origin); err != nil {
			s.origin = "" // an address that browsers would never send: the request's own host counts
		}
	}
	return func(c echo.Context) error {
		r := c.Request()
		if r.Method == http.MethodGet || r.Method == http.MethodHead || r.Method == http.MethodOptions {
			return next(c)
		}
		if err := protection.Check(r); err != nil || !s.isOwn(r) {
			return models.Fail(models.CodeForbidden, "error.cross_origin")
		}
		return next(c)
	}
}

// isOwn is what is stricter here than in the standard library.
func (s *Server) isOwn(r *http.Request) bool {
	site, origin := r.Header.Get("Sec-Fetch-Site"), r.Header.Get("Origin")
	switch {
	case site != "":
		return site == "same-origin"
	case origin != "":
		return s.origin == "" || origin == s.origin
	}
	return r.Header.Get("Cookie") == ""
}
