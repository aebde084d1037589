package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/libtnb/sqlite"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
	driversqlite "modernc.org/sqlite"
)

// Store is an open database with the schema of this release.
type Store struct {
	db       *gorm.DB
	now      func() time.Time
	postgres bool
	onPages  sync.Map      // of functions that are told a new version of what readers see, by their addresses
	writing  chan struct{} // holds the one who writes to an SQLite file; those who wait get their turn in order
}

// sqlitePragmas: without _timezone and _time_format times would be text with the writer's offset and compare wrongly;
// synchronous FULL because NORMAL loses acknowledged saves on power failure; immediate because a deferred transaction that
// first reads and then writes fails at once when another writes.
const sqlitePragmas = "?_pragma=journal_mode(WAL)&_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)&_pragma=synchronous(2)" +
	"&_txlock=immediate&_timezone=UTC&_time_format=sqlite&_texttotime=1&_inttotime=1"

// Option changes how a database is opened.
type Option func(*options)

type options struct {
	through func(driver.Connector) driver.Connector
}

// Through has every connection made by what wrap makes of the driver's connector, so that tests can stand between program and database.
func Through(wrap func(driver.Connector) driver.Connector) Option {
	return func(o *options) { o.through = wrap }
}

// Open opens the database named by dsn — postgres://… or the path of an SQLite file — and brings its schema up to date.
// now is the clock; every transaction takes its time from it once.
func Open(ctx context.Context, dsn string, now func() time.Time, opts ...Option) (*Store, error) {
	s := &Store{now: func() time.Time { return now().UTC().Truncate(time.Microsecond) }, postgres: KindOf(dsn) == Postgres, writing: make(chan struct{}, 1)}
	o := options{through: func(c driver.Connector) driver.Connector { return c }}
	for _, set := range opts {
		set(&o)
	}
	connector, err := connectorOf(dsn)
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	pool := sql.OpenDB(o.through(connector))
	dialector := sqlite.New(sqlite.Config{Conn: pool})
	if s.postgres {
		dialector = postgres.New(postgres.Config{Conn: pool})
	}
	s.db, err = gorm.Open(dialector, &gorm.Config{
		NowFunc:                s.now,
		TranslateError:         true,
		SkipDefaultTransaction: true,
		Logger:                 logger.Discard, // errors are wrapped and logged once, by whoever answers; values never reach a log
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open the database: %w", err), pool.Close())
	}
	pool.SetMaxOpenConns(8)
	pool.SetMaxIdleConns(8)
	if err := s.migrate(ctx, pool, dsn); err != nil {
		return nil, errors.Join(err, pool.Close())
	}
	return s, nil
}

// connectorOf makes connections to the database, whose folder it makes where it is missing.
func connectorOf(dsn string) (driver.Connector, error) {
	if KindOf(dsn) == Postgres {
		config, err := pgx.ParseConfig(dsn)
		if err != nil {
			return nil, err
		}
		return stdlib.GetConnector(*config), nil
	}
	if err := os.MkdirAll(filepath.Dir(dsn), 0o700); err != nil {
		return nil, fmt.Errorf("make its folder: %w", err)
	}
	return driversqlite.NewConnector("file:" + (&url.URL{Path: dsn}).EscapedPath() + sqlitePragmas)
}

// How long Close waits for transactions whose context has ended: they are rolled back beside whoever began them, and hold their
// connection, and the files of SQLite with it, until that is done.
const (
	closeTimeout = 5 * time.Second
	closePause   = time.Millisecond
)

// Now is the time that a transaction would take now.
func (s *Store) Now() time.Time { return s.now() }

// Close waits for running queries and closes the database.
func (s *Store) Close() error {
	pool, err := s.db.DB()
	if err != nil {
		return err
	}
	err = pool.Close()
	for range int(closeTimeout / closePause) {
		if pool.Stats().OpenConnections == 0 {
			break
		}
		<-time.After(closePause)
	}
	return err
}

// Tx is one transaction. Now is its time, in UTC to the microsecond; everything it writes carries it.
type Tx struct {
	Now      time.Time
	db       *gorm.DB
	ctx      context.Context
	postgres bool
	pages    int64 // the version of what readers see, when this transaction changes it
}

// Write runs fn in a transaction and commits only when it returns nil. On SQLite there is one writer at a time. Those of this process
// wait in a line: left to SQLite, which looks again now and then, one who writes much would keep the others out until they give up.
func (s *Store) Write(ctx context.Context, fn func(tx *Tx) error) error {
	if !s.postgres {
		select {
		case s.writing <- struct{}{}:
			defer func() { <-s.writing }()
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	var pages int64
	err := s.transact(ctx, &sql.TxOptions{}, func(tx *Tx) error {
		err := fn(tx)
		pages = tx.pages
		return err
	})
	if err == nil {
		s.tellPages(pages)
	}
	return err
}

// Read runs fn in a read-only transaction, which is always rolled back.
func (s *Store) Read(ctx context.Context, fn func(tx *Tx) error) error {
	done := errors.New("read is done")
	err := s.transact(ctx, &sql.TxOptions{ReadOnly: true}, func(tx *Tx) error {
		if err := fn(tx); err != nil {
			return err
		}
		return done
	})
	if errors.Is(err, done) {
		return nil
	}
	return err
}

func (s *Store) transact(ctx context.Context, opts *sql.TxOptions, fn func(tx *Tx) error) error {
	now := s.now()
	return s.db.WithContext(ctx).Transaction(func(db *gorm.DB) error {
		return fn(&Tx{Now: now, db: db, ctx: ctx, postgres: s.postgres})
	}, opts)
}

// LogValue keeps the connection string, which may hold a password, out of logs.
func (s *Store) LogValue() slog.Value {
	if s.postgres {
		return slog.StringValue("postgres")
	}
	return slog.StringValue("sqlite")
}
