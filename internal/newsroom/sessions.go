package newsroom

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"jianbao/internal/store"
	"jianbao/models"
)

// Limits of a session.
const (
	SessionIdle     = 30 * time.Minute
	SessionAbsolute = 12 * time.Hour
	MaxSessions     = 3 // of one user at once; the one unused longest ends
	touchEvery      = time.Minute
	tokenLength     = 43  // 32 random bytes in base64 without padding
	agentLength     = 300 // stored part of a browser's description of itself
)

// SessionState is what a session remembers.
type SessionState struct {
	Bulletin int64                 `json:"bulletin,omitempty"` // at work last
	Roles    map[int64]models.Role `json:"roles,omitempty"`    // acting role (当前身份) by bulletin
}

// Session is a signed-in browser, with everything that its user may work for.
type Session struct {
	User    models.User
	State   SessionState
	Desks   []Desk
	Expires time.Time
}

// Desk is a bulletin that a user works for.
type Desk struct {
	BulletinID int64
	Slug       string
	Name       string
	Roles      []models.Role // held there, in the order of models.Roles
}

// DeskAt finds a bulletin of the user by its address.
func (s Session) DeskAt(slug string) (Desk, bool) {
	i := slices.IndexFunc(s.Desks, func(d Desk) bool { return d.Slug == slug })
	if i < 0 {
		return Desk{}, false
	}
	return s.Desks[i], true
}

// LastDesk is the bulletin at work last, or the first one.
func (s Session) LastDesk() (Desk, bool) {
	for _, d := range s.Desks {
		if d.BulletinID == s.State.Bulletin {
			return d, true
		}
	}
	if len(s.Desks) == 0 {
		return Desk{}, false
	}
	return s.Desks[0], true
}

// ActingRole is the role chosen in a bulletin, or the first one held there when none was chosen or it was lost since.
func (s Session) ActingRole(d Desk) models.Role {
	if chosen := s.State.Roles[d.BulletinID]; slices.Contains(d.Roles, chosen) {
		return chosen
	}
	return d.Roles[0]
}

// newToken makes 256 random bits for a cookie.
func newToken() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails: the program ends when the system has no randomness
	return base64.RawURLEncoding.EncodeToString(b)
}

// tokenHash is what is stored of a token, so that a leaked copy of the database opens no session.
func tokenHash(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

func beginSession(tx *store.Tx, user int64, token string, in SignInRequest) error {
	if err := tx.SweepSessions(); err != nil {
		return err
	}
	if err := tx.SweepThrottles(tx.Now.AddDate(0, 0, -90)); err != nil {
		return err
	}
	open, err := tx.SessionsOf(user)
	if err != nil {
		return err
	}
	for i := MaxSessions - 1; i < len(open); i++ {
		if err := tx.EndSession(open[i].ID); err != nil {
			return err
		}
	}
	if err := tx.MarkSignedIn(user); err != nil {
		return err
	}
	agent := []rune(in.UserAgent)
	return tx.CreateSession(&models.Session{
		ID: tokenHash(token), UserID: user, Data: []byte("{}"), IP: in.IP, UserAgent: string(agent[:min(len(agent), agentLength)]),
		CreatedAt: tx.Now, SeenAt: tx.Now, ExpiresAt: tx.Now.Add(SessionIdle),
	})
}

// Session finds the session of a token, with the user's roles as they are now; ok is false when there is none, it has ended,
// or the account is disabled. Being looked up counts as use.
func (n *Newsroom) Session(ctx context.Context, token string) (s Session, ok bool, err error) {
	return n.session(ctx, token, true)
}

// PeekSession is Session for what a page does by itself while nobody types: it keeps no session alive.
func (n *Newsroom) PeekSession(ctx context.Context, token string) (s Session, ok bool, err error) {
	return n.session(ctx, token, false)
}

func (n *Newsroom) session(ctx context.Context, token string, use bool) (s Session, ok bool, err error) {
	if len(token) != tokenLength {
		return Session{}, false, nil
	}
	var row models.Session
	var stale bool
	err = n.store.Read(ctx, func(tx *store.Tx) (err error) {
		if row, err = tx.Session(tokenHash(token)); err != nil {
			return err
		}
		stale = use && tx.Now.Sub(row.SeenAt) >= touchEvery
		s, err = openSession(tx, row)
		return err
	})
	switch {
	case models.CodeOf(err) == models.CodeNotFound:
		return Session{}, false, nil
	case err != nil:
		return Session{}, false, fmt.Errorf("look up a session: %w", err)
	case !stale:
		return s, true, nil
	}
	err = n.store.Write(ctx, func(tx *store.Tx) error {
		s.Expires = earlier(tx.Now.Add(SessionIdle), row.CreatedAt.Add(SessionAbsolute))
		return tx.TouchSession(row.ID, s.Expires)
	})
	return s, err == nil, err
}

func earlier(a, b time.Time) time.Time {
	if a.Before(b) {
		return a
	}
	return b
}

func openSession(tx *store.Tx, row models.Session) (Session, error) {
	u, err := tx.User(row.UserID)
	if err != nil {
		return Session{}, err
	}
	if u.DisabledAt != nil {
		return Session{}, models.NotFound()
	}
	s := Session{User: u, Expires: row.ExpiresAt}
	if err := json.Unmarshal(row.Data, &s.State); err != nil {
		s.State = SessionState{} // written by another release: what it remembered is forgotten
	}
	s.Desks, err = desks(tx, u)
	return s, err
}

// desks are the bulletins a user works for: all of them for an administrator, who holds no other role anywhere.
func desks(tx *store.Tx, u models.User) ([]Desk, error) {
	bulletins, err := tx.Bulletins()
	if err != nil {
		return nil, err
	}
	held, err := tx.MembershipsOf(u.ID)
	if err != nil {
		return nil, err
	}
	var out []Desk
	for _, b := range bulletins {
		d := Desk{BulletinID: b.ID, Slug: b.Slug, Name: b.Name}
		if u.Administrator {
			d.Roles = []models.Role{models.Admin}
		} else {
			d.Roles = rolesIn(held, b.ID)
		}
		if len(d.Roles) > 0 {
			out = append(out, d)
		}
	}
	return out, nil
}

func rolesIn(held []models.Membership, bulletin int64) []models.Role {
	var out []models.Role
	for _, role := range models.MemberRoles {
		if slices.ContainsFunc(held, func(m models.Membership) bool { return m.BulletinID == bulletin && m.Role == role }) {
			out = append(out, role)
		}
	}
	return out
}

// WorkOn remembers the bulletin at work, so that the next sign-in page leads there.
func (n *Newsroom) WorkOn(ctx context.Context, token string, bulletin int64) error {
	return n.store.Write(ctx, func(tx *store.Tx) error {
		return remember(tx, token, func(s *SessionState) { s.Bulletin = bulletin })
	})
}

// ActAs switches the acting role in the actor's bulletin to another one that the actor holds there.
func (n *Newsroom) ActAs(ctx context.Context, a models.Actor, token string, to models.Role) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		_, err := tx.Membership(a.UserID, a.BulletinID, to)
		if err != nil {
			return err
		}
		if to == a.Role {
			return nil
		}
		err = remember(tx, token, func(s *SessionState) {
			if s.Roles == nil {
				s.Roles = map[int64]models.Role{}
			}
			s.Bulletin, s.Roles[a.BulletinID] = a.BulletinID, to
		})
		if err != nil {
			return err
		}
		return note(tx, a, models.AuditEntry{Action: "account.role_switched", Object: object("user", a.UserID), Details: models.AuditDetails{{Name: "role", Value: string(to)}}})
	})
}

func remember(tx *store.Tx, token string, change func(*SessionState)) error {
	row, err := tx.LockSession(tokenHash(token))
	if err != nil {
		return err
	}
	var state SessionState
	if err := json.Unmarshal(row.Data, &state); err != nil {
		state = SessionState{}
	}
	change(&state)
	data, err := json.Marshal(state)
	if err != nil {
		return fmt.Errorf("write what a session remembers: %w", err)
	}
	return tx.SaveSession(row.ID, data)
}

// SignOut ends the session of a token. Ending one that has ended already is no error.
func (n *Newsroom) SignOut(ctx context.Context, a models.Actor, token string) error {
	return n.store.Write(ctx, func(tx *store.Tx) error {
		id := tokenHash(token)
		row, err := tx.Session(id)
		if models.CodeOf(err) == models.CodeNotFound {
			return nil
		}
		if err != nil {
			return err
		}
		if err := tx.EndSession(id); err != nil {
			return err
		}
		if row.UserID != a.UserID {
			return nil
		}
		return note(tx, a, models.AuditEntry{Action: "account.signed_out", Object: object("user", a.UserID)})
	})
}

// OwnSession is one session of the actor.
type OwnSession struct {
	models.Session
	Ref     string // names it in addresses
	Current bool
}

// sessionRef names a session without giving away its token.
func sessionRef(id []byte) string { return hex.EncodeToString(id[:8]) }

// OwnSessions lists the actor's sessions, the one used last first; token says which is the current one.
func (n *Newsroom) OwnSessions(ctx context.Context, a models.Actor, token string) (out []OwnSession, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		if err := n.check(tx, a); err != nil {
			return err
		}
		rows, err := tx.SessionsOf(a.UserID)
		for _, row := range rows {
			out = append(out, OwnSession{Session: row, Ref: sessionRef(row.ID), Current: slices.Equal(row.ID, tokenHash(token))})
		}
		return err
	})
	return out, err
}

// EndOwnSession ends one of the actor's sessions.
func (n *Newsroom) EndOwnSession(ctx context.Context, a models.Actor, ref string) error {
	return n.write(ctx, a, func(tx *store.Tx) error {
		rows, err := tx.SessionsOf(a.UserID)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(rows, func(s models.Session) bool { return sessionRef(s.ID) == ref })
		if i < 0 {
			return models.NotFound()
		}
		if err := tx.EndSession(rows[i].ID); err != nil {
			return err
		}
		return note(tx, a, models.AuditEntry{Action: "account.session_ended", Object: object("user", a.UserID), Details: models.AuditDetails{{Name: "ip", Value: rows[i].IP}}})
	})
}
