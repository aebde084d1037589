package newsroom_test

import (
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"jianbao/internal/newsroom"
	"jianbao/internal/store"
	"jianbao/models"
)

// member is an account with roles, made by an administrator, and its one-time password.
func member(t *testing.T, o *office, login string, roles ...models.Role) (models.User, string) {
	t.Helper()
	u, once, err := o.CreateUser(t.Context(), o.admin, newsroom.NewUser{Login: login, Name: "某" + login})
	must(t, err)
	for _, role := range roles {
		must(t, o.GiveRole(t.Context(), o.admin, u.ID, o.bulletin.ID, role))
	}
	return u, once
}

func signIn(t *testing.T, o *office, login, password string) newsroom.SignedIn {
	t.Helper()
	signed, err := o.SignIn(t.Context(), newsroom.SignInRequest{Login: login, Password: password, IP: "192.0.2.1", UserAgent: "test"})
	must(t, err)
	return signed
}

func wantCode(t *testing.T, what string, err error, want models.Code) {
	t.Helper()
	if err == nil || models.CodeOf(err) != want {
		t.Errorf("%s: %v, want %s", what, err, want)
	}
}

// actions lists the audit log's actions after seq.
func actions(t *testing.T, o *office, after int64) []string {
	t.Helper()
	var out []string
	must(t, o.store.Read(t.Context(), func(tx *store.Tx) error {
		entries, err := tx.AuditAfter(after, 1000)
		for _, e := range entries {
			out = append(out, e.Action)
		}
		return err
	}))
	return out
}

func lastSeq(t *testing.T, o *office) int64 {
	t.Helper()
	var head models.AuditEntry
	must(t, o.store.Read(t.Context(), func(tx *store.Tx) (err error) {
		head, err = tx.AuditHead()
		return err
	}))
	return head.Seq
}

func TestASessionKnowsItsUserAndRolesAndEndsWhenItShould(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		u, once := member(t, o, "lin", models.Reviewer, models.Editor)
		signed := signIn(t, o, " LIN ", once)
		s, ok, err := o.Session(t.Context(), signed.Token)
		must(t, err)
		if !ok || s.User.ID != u.ID || len(s.Desks) != 1 || !slices.Equal(s.Desks[0].Roles, []models.Role{models.Editor, models.Reviewer}) {
			t.Fatalf("the session is %+v", s)
		}
		for _, wrong := range []string{"", "x", strings.Repeat("A", 43), signed.Token + "A"} {
			if _, ok, err := o.Session(t.Context(), wrong); ok || err != nil {
				t.Errorf("token %q: %v, %v", wrong, ok, err)
			}
		}
		o.clock.Advance(newsroom.SessionIdle)
		if _, ok, _ := o.Session(t.Context(), signed.Token); ok {
			t.Error("the session goes on after its idle time")
		}
	})
}

func TestTheStoreHoldsNoTokenAndNoPassword(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		u, once := member(t, o, "lin")
		signed := signIn(t, o, "lin", once)
		must(t, o.store.Read(t.Context(), func(tx *store.Tx) error {
			rows, err := tx.SessionsOf(u.ID)
			if err == nil && (len(rows) != 1 || strings.Contains(string(rows[0].ID)+string(rows[0].Data), signed.Token)) {
				t.Errorf("%d sessions, or one that holds its token", len(rows))
			}
			stored, err := tx.User(u.ID)
			if strings.Contains(stored.PasswordHash, once) || !strings.HasPrefix(stored.PasswordHash, "$argon2id$v=19$m=8,t=1,p=1$") {
				t.Errorf("the stored hash is %q", stored.PasswordHash)
			}
			return err
		}))
	})
}

func TestAUserHasAtMostThreeSessionsAndTheOldestEnds(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		_, once := member(t, o, "lin")
		var tokens []string
		for range newsroom.MaxSessions + 1 {
			tokens = append(tokens, signIn(t, o, "lin", once).Token)
			o.clock.Advance(time.Second)
		}
		for i, token := range tokens {
			if _, ok, err := o.Session(t.Context(), token); ok != (i > 0) || err != nil {
				t.Errorf("session %d is open: %v, %v", i, ok, err)
			}
		}
	})
}

func TestSwitchingTheActingRoleIsRememberedAndAudited(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		u, once := member(t, o, "lin", models.Editor, models.Reviewer)
		signed := signIn(t, o, "lin", once)
		a := models.Actor{UserID: u.ID, Name: u.Name, BulletinID: o.bulletin.ID, Role: models.Editor}
		before := lastSeq(t, o)
		must(t, o.ActAs(t.Context(), a, signed.Token, models.Reviewer))
		wantCode(t, "a role that is not held", o.ActAs(t.Context(), a, signed.Token, models.Signer), models.CodeNotFound)
		wantCode(t, "a session that is none", o.ActAs(t.Context(), a, strings.Repeat("A", 43), models.Reviewer), models.CodeNotFound)
		if got := actions(t, o, before); !slices.Equal(got, []string{"account.role_switched"}) {
			t.Errorf("audited: %q", got)
		}
		s, _, err := o.Session(t.Context(), signed.Token)
		must(t, err)
		if got := s.ActingRole(s.Desks[0]); got != models.Reviewer {
			t.Errorf("acting as %s", got)
		}
		must(t, o.TakeRole(t.Context(), o.admin, u.ID, o.bulletin.ID, models.Reviewer))
		s, _, err = o.Session(t.Context(), signed.Token)
		must(t, err)
		if got := s.ActingRole(s.Desks[0]); got != models.Editor {
			t.Errorf("acting as %s after the role was lost", got)
		}
	})
}

func TestAttemptsAtOnceAreNoWayRoundTheLimit(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		member(t, o, "lin")
		var wg sync.WaitGroup
		var mu sync.Mutex
		tried := 0
		for range 30 {
			wg.Go(func() {
				_, err := o.SignIn(t.Context(), newsroom.SignInRequest{Login: "lin", Password: "a wrong guess here", IP: "192.0.2.1"})
				mu.Lock()
				defer mu.Unlock()
				if models.CodeOf(err) == models.CodeInvalid {
					tried++
				}
			})
		}
		wg.Wait()
		if tried != 5 {
			t.Errorf("%d guesses got through, want 5", tried)
		}
	})
}

func TestAThousandSourcesGetAHundredGuessesAndTheOwnerStillGetsIn(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		u, once := member(t, o, "lin")
		device := signIn(t, o, "lin", once).Device
		guesses := 0
		for i := range 1000 {
			_, err := o.SignIn(t.Context(), newsroom.SignInRequest{Login: "lin", Password: "a wrong guess here", IP: fmt.Sprintf("10.%d.%d.1", i/250, i%250)})
			if models.CodeOf(err) == models.CodeInvalid {
				guesses++
			}
			o.clock.Advance(30 * time.Second)
		}
		if guesses != 100 {
			t.Errorf("%d guesses got through, want 100", guesses)
		}
		from := newsroom.SignInRequest{Login: "lin", Password: once, IP: "10.9.9.9"}
		_, err := o.SignIn(t.Context(), from)
		wantCode(t, "the right password from a strange device", err, models.CodeTooMany)
		known := from
		known.Device = device
		if _, err := o.SignIn(t.Context(), known); err != nil {
			t.Errorf("the owner's own device: %v", err)
		}
		// An administrator opens the account again for every device.
		for range 100 {
			_, _ = o.SignIn(t.Context(), newsroom.SignInRequest{Login: "lin", Password: "a wrong guess here", IP: "10.8.8.8"})
			o.clock.Advance(16 * time.Minute)
		}
		fresh, err := o.ResetPassword(t.Context(), o.admin, u.ID, u.Version)
		must(t, err)
		from.Password = fresh
		_, err = o.SignIn(t.Context(), from)
		must(t, err)
	})
}

func TestConfirmingThePasswordIsLimitedToo(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		u, once := member(t, o, "lin", models.Editor)
		a := models.Actor{UserID: u.ID, Name: u.Name, BulletinID: o.bulletin.ID, Role: models.Editor}
		must(t, o.ConfirmPassword(t.Context(), a, once))
		for range 5 {
			err := o.ConfirmPassword(t.Context(), a, "a wrong guess here")
			e, _ := errors.AsType[*models.Error](err)
			if e == nil || len(e.Fields) != 1 || e.Fields[0].Field != "password" {
				t.Fatalf("a wrong password is refused with %v", err)
			}
		}
		wantCode(t, "the sixth try", o.ConfirmPassword(t.Context(), a, once), models.CodeTooMany)
		wantCode(t, "nobody", o.ConfirmPassword(t.Context(), models.Actor{}, once), models.CodeUnauthenticated)
		signIn(t, o, "lin", once) // signing in is counted apart
	})
}

func TestAPasswordAtAnOlderCostIsRehashedAtSignIn(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		u, once := member(t, o, "lin")
		dearer := newsroom.New(newsroom.Config{Store: o.store, Location: time.UTC, Logger: slog.New(slog.DiscardHandler), Hashing: newsroom.Hashing{Memory: 16, Passes: 2}})
		_, err := dearer.SignIn(t.Context(), newsroom.SignInRequest{Login: "lin", Password: once, IP: "192.0.2.1"})
		must(t, err)
		now, err := o.UserByLogin(t.Context(), "lin")
		must(t, err)
		if !strings.HasPrefix(now.PasswordHash, "$argon2id$v=19$m=16,t=2,p=1$") || now.Version != u.Version {
			t.Errorf("the hash is %q at version %d", now.PasswordHash, now.Version)
		}
		signIn(t, o, "lin", once)
	})
}

func TestTooManyHashesAtOnceAreRefusedAndNotQueuedForEver(t *testing.T) {
	t.Parallel()
	eachOffice(t, func(o *office) {
		t := o.t
		slow := newsroom.New(newsroom.Config{
			Store: o.store, Location: time.UTC, Logger: slog.New(slog.DiscardHandler), Hashing: newsroom.Hashing{Memory: 64 << 10, Passes: 2, Slots: 1, Waiting: 1},
		})
		var wg sync.WaitGroup
		codes := make([]models.Code, 12)
		for i := range codes {
			wg.Go(func() {
				_, err := slow.SignIn(t.Context(), newsroom.SignInRequest{Login: fmt.Sprint("nobody", i), Password: "a wrong guess here", IP: fmt.Sprintf("10.0.%d.1", i)})
				codes[i] = models.CodeOf(err)
			})
		}
		wg.Wait()
		if !slices.Contains(codes, models.CodeUnavailable) || !slices.Contains(codes, models.CodeInvalid) {
			t.Errorf("twelve at once were answered %q", codes)
		}
	})
}
