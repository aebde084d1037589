package storetest

import (
	"context"
	"database/sql/driver"
	"errors"
	"strings"
	"sync"
	"time"

	"jianbao/internal/store"
)

// ErrInjected is what a Gate answers in the database's stead.
var ErrInjected = errors.New("injected failure")

// Moment is when a statement fails: the database never hears of it, or has done it and the answer is lost.
type Moment bool

// The moments.
const (
	Before Moment = false
	After  Moment = true
)

// Gate stands between a store and its database, counts statements, commits included, and lets one of them fail.
type Gate struct {
	mu     sync.Mutex
	seen   []string
	at     int // 0: none
	when   Moment
	naming string
}

// FailAt forgets what was counted and lets the nth statement from now fail; 0: none.
func (g *Gate) FailAt(n int, when Moment) { g.set(n, when, "") }

// FailOn lets the first statement fail in which the words stand, in lower case and without quotes.
func (g *Gate) FailOn(words string) { g.set(1, Before, words) }

func (g *Gate) set(n int, when Moment, words string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.seen, g.at, g.when, g.naming = nil, n, when, words
}

// Seen are the statements since the last order.
func (g *Gate) Seen() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return append([]string(nil), g.seen...)
}

// bare takes quotes away.
var bare = strings.NewReplacer("`", "", `"`, "")

// pass lets a statement through, or not.
func (g *Gate) pass(statement string, do func() error) error {
	g.mu.Lock()
	if strings.Contains(bare.Replace(strings.ToLower(statement)), g.naming) {
		g.seen = append(g.seen, statement)
	}
	fails, when := g.at > 0 && len(g.seen) == g.at, g.when
	if fails {
		g.at = 0
	}
	g.mu.Unlock()
	if fails && when == Before {
		return ErrInjected
	}
	if err := do(); err != nil || !fails {
		return err
	}
	return ErrInjected
}

// Open opens the database behind the gate.
func (g *Gate) Open(db Database, now func() time.Time) *store.Store {
	db.T.Helper()
	return open(db.T, db.dsn, now, store.Through(func(c driver.Connector) driver.Connector { return gated{c, g} }))
}

type gated struct {
	driver.Connector
	g *Gate
}

func (c gated) Connect(ctx context.Context) (driver.Conn, error) {
	conn, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &gatedConn{conn.(wholeConn), c.g}, nil
}

// wholeConn is what both drivers' connections can do.
type wholeConn interface {
	driver.Conn
	driver.ConnBeginTx
	driver.ConnPrepareContext
	driver.ExecerContext
	driver.QueryerContext
	driver.SessionResetter
	driver.Pinger
}

type gatedConn struct {
	wholeConn
	g *Gate
}

// CheckNamedValue leaves arguments to the driver, where it has a say in them.
func (c *gatedConn) CheckNamedValue(v *driver.NamedValue) error {
	if checker, ok := c.wholeConn.(driver.NamedValueChecker); ok {
		return checker.CheckNamedValue(v)
	}
	return driver.ErrSkip
}

func (c *gatedConn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (r driver.Result, err error) {
	err = c.g.pass(query, func() error { r, err = c.wholeConn.ExecContext(ctx, query, args); return err })
	return r, err
}

func (c *gatedConn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (r driver.Rows, err error) {
	err = c.g.pass(query, func() error { r, err = c.wholeConn.QueryContext(ctx, query, args); return err })
	if err != nil && r != nil {
		err = errors.Join(err, r.Close())
		r = nil
	}
	return r, err
}

func (c *gatedConn) BeginTx(ctx context.Context, opts driver.TxOptions) (tx driver.Tx, err error) {
	err = c.g.pass("BEGIN", func() error { tx, err = c.wholeConn.BeginTx(ctx, opts); return err })
	if err != nil && tx != nil {
		return nil, errors.Join(err, tx.Rollback())
	}
	return gatedTx{tx, c.g}, err
}

type gatedTx struct {
	driver.Tx
	g *Gate
}

// Commit fails as a whole: what the database never heard of is rolled back, as when its connection breaks.
func (t gatedTx) Commit() error {
	committed := false
	err := t.g.pass("COMMIT", func() error { committed = true; return t.Tx.Commit() })
	if !committed {
		err = errors.Join(err, t.Rollback())
	}
	return err
}
