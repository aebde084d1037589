package handlers

import (
	"crypto/sha256"
	"encoding/json"
	"net/http"
	"slices"

	"github.com/gorilla/securecookie"
	"github.com/gorilla/sessions"
	"github.com/labstack/echo/v4"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/models"
	"jianbao/views/components"
	"jianbao/views/layout"
)

// sessionStore lets gorilla/sessions keep sessions in the newsroom: the cookie carries a random token, the database only its
// hash and everything else, so that a session can be ended from the server's side.
type sessionStore struct {
	news    *newsroom.Newsroom
	options sessions.Options
	prefix  string // of every cookie's name
}

// The values of a session; its ID is the token.
const sessionValue = "session"

// sessionCookie ends the name of the cookie that carries a session.
const sessionCookie = "jianbao"

// newSessionStore takes cookies that only travel over https, or to this very machine, which browsers count as safe.
func newSessionStore(news *newsroom.Newsroom, insecure bool) *sessionStore {
	s := &sessionStore{news: news, prefix: "__Host-" + sessionCookie, options: sessions.Options{Path: "/", HttpOnly: true, Secure: true, SameSite: http.SameSiteLaxMode}}
	if insecure {
		s.prefix, s.options.Secure = sessionCookie, false
	}
	return s
}

func (s *sessionStore) name() string   { return s.prefix }
func (s *sessionStore) device() string { return s.prefix + "-device" }
func (s *sessionStore) flash() string  { return s.prefix + "-flash" }

// Get finds the session of a request, once per request.
func (s *sessionStore) Get(r *http.Request, name string) (*sessions.Session, error) {
	return sessions.GetRegistry(r).Get(s, name)
}

// New looks the session of a request up. One that is unknown or has ended is a new, empty session without an id.
func (s *sessionStore) New(r *http.Request, name string) (*sessions.Session, error) {
	ss := sessions.NewSession(s, name)
	options := s.options
	ss.Options, ss.IsNew = &options, true
	cookie, err := r.Cookie(name)
	if err != nil {
		return ss, nil //nolint:nilerr // no cookie is a new session
	}
	look := s.news.Session
	if r.Header.Get(idleHeader) != "" {
		look = s.news.PeekSession
	}
	found, ok, err := look(r.Context(), cookie.Value)
	if err != nil || !ok {
		return ss, err
	}
	ss.ID, ss.IsNew = cookie.Value, false
	ss.Values[sessionValue] = found
	return ss, nil
}

// idleHeader is sent by what a page does by itself, such as a sign of life, while nobody types: it keeps no session alive.
const idleHeader = "X-Idle"

// Save sends the cookie of a session that the newsroom has begun, or with a negative age takes it back.
func (s *sessionStore) Save(_ *http.Request, w http.ResponseWriter, ss *sessions.Session) error {
	value := ss.ID
	if ss.Options.MaxAge < 0 {
		value = ""
	}
	http.SetCookie(w, sessions.NewCookie(ss.Name(), value, ss.Options))
	return nil
}

// set sends another cookie under the same rules as the session's.
func (s *sessionStore) set(c echo.Context, name, value string, maxAge int) {
	options := s.options
	options.MaxAge = maxAge
	c.SetCookie(sessions.NewCookie(name, value, &options))
}

// loadSession finds out who asks. When the database does not answer, readers go on as visitors, and nobody gets to the desk.
func (s *Server) loadSession(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if slices.Contains(asWhoever, c.Path()) {
			return next(c)
		}
		ss, err := s.sessions.Get(c.Request(), s.sessions.name())
		if err != nil && isStaff(c) {
			return models.Fail(models.CodeUnavailable, "error.unavailable").Because(err)
		}
		if err != nil {
			s.log.ErrorContext(c.Request().Context(), "a session could not be looked up", "error", err, "request", visitOf(c).id)
			return next(c)
		}
		v := visitOf(c)
		v.session, v.signedIn = ss.Values[sessionValue].(newsroom.Session)
		v.token = ss.ID
		return next(c)
	}
}

// begin sends the cookies of a session that has just begun, under a new id whatever the browser sent.
func (s *Server) begin(c echo.Context, signed newsroom.SignedIn) error {
	ss, err := s.sessions.Get(c.Request(), s.sessions.name())
	if err != nil {
		return err
	}
	ss.ID = signed.Token
	s.sessions.set(c, s.sessions.device(), signed.Device, deviceAge)
	return ss.Save(c.Request(), c.Response())
}

// end takes the session's cookie back. The row is the newsroom's affair.
func (s *Server) end(c echo.Context) error {
	ss, err := s.sessions.Get(c.Request(), s.sessions.name())
	if err != nil {
		return err
	}
	ss.Options.MaxAge = -1
	return ss.Save(c.Request(), c.Response())
}

const (
	deviceAge = 180 * 24 * 60 * 60 // seconds; how long a browser counts as known
	flashAge  = 60                 // seconds
)

// flashed is a flash on its way from one page to the next.
type flashed struct {
	Key  string       `json:"key"`
	Args models.Args  `json:"args,omitempty"`
	Undo *layout.Undo `json:"undo,omitempty"`
}

// sealer signs flashes with a key that only this session's two ends have.
func (s *Server) sealer(token string) *securecookie.SecureCookie {
	key := sha256.Sum256([]byte("flash " + token))
	return securecookie.New(key[:], nil).MaxAge(flashAge).SetSerializer(securecookie.JSONEncoder{})
}

// flash says on the next page what was done. undo may be nil.
func (s *Server) flash(c echo.Context, key string, args models.Args, undo *layout.Undo) {
	v := visitOf(c)
	if key == "" || v.token == "" {
		return
	}
	sealed, err := s.sealer(v.token).Encode(s.sessions.flash(), flashed{key, args, undo})
	if err != nil { // too long for a cookie: what was done is done, it only goes unsaid
		s.log.WarnContext(c.Request().Context(), "a flash was dropped", "key", key, "error", err)
		return
	}
	s.sessions.set(c, s.sessions.flash(), sealed, flashAge)
}

// takeFlash reads the flash that the last answer left, once.
func (s *Server) takeFlash(c echo.Context) *layout.Flash {
	cookie, err := c.Cookie(s.sessions.flash())
	if err != nil || cookie.Value == "" {
		return nil
	}
	s.sessions.set(c, s.sessions.flash(), "", -1)
	var f flashed
	if err := s.sealer(visitOf(c).token).Decode(s.sessions.flash(), cookie.Value, &f); err != nil {
		return nil
	}
	return &layout.Flash{Kind: components.Good, Text: i18n.T(c.Request().Context(), f.Key, i18n.D(wholeNumbers(f.Args))), Undo: f.Undo}
}

// wholeNumbers undoes what JSON does to counts.
func wholeNumbers(args models.Args) models.Args {
	for name, v := range args {
		if n, ok := v.(json.Number); ok {
			args[name] = n.String()
		} else if f, ok := v.(float64); ok {
			args[name] = int64(f)
		}
	}
	return args
}
