package store

import (
	"errors"
	"fmt"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"jianbao/models"
)

// one finds the single row of T that the condition names; models.NotFound when there is none.
func one[T any](tx *Tx, condition string, args ...any) (T, error) {
	v, err := gorm.G[T](tx.db).Where(condition, args...).Take(tx.ctx)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return v, models.NotFound()
	}
	return v, err
}

// locked is one for a row that is about to be changed: other writers keep away from it until the transaction ends. SQLite has
// one writer anyway.
func locked[T any](tx *Tx, condition string, args ...any) (T, error) {
	if !tx.postgres {
		return one[T](tx, condition, args...)
	}
	v, err := gorm.G[T](tx.db, clause.Locking{Strength: "UPDATE"}).Where(condition, args...).Take(tx.ctx)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return v, models.NotFound()
	}
	return v, err
}

// all lists rows of T in order.
func all[T any](tx *Tx, order string, condition string, args ...any) ([]T, error) {
	return gorm.G[T](tx.db).Where(condition, args...).Order(order).Find(tx.ctx)
}

// lockedAll is all for rows that are about to be changed, which it locks in the order given.
func lockedAll[T any](tx *Tx, order string, condition string, args ...any) ([]T, error) {
	if !tx.postgres {
		return all[T](tx, order, condition, args...)
	}
	return gorm.G[T](tx.db, clause.Locking{Strength: "UPDATE"}).Where(condition, args...).Order(order).Find(tx.ctx)
}

// create inserts a row; a duplicate key is models.CodeConflict.
func create[T any](tx *Tx, v *T) error {
	err := gorm.G[T](tx.db).Create(tx.ctx, v)
	if errors.Is(err, gorm.ErrDuplicatedKey) {
		return models.Fail(models.CodeConflict, "error.duplicate").Because(err)
	}
	return err
}

// update writes the named columns of the row id, provided that it still has the version given: a lost update is impossible.
// It raises the version. Somebody else having been faster is models.CodeConflict.
func update[T any](tx *Tx, v T, id, version int64, columns ...string) error {
	picked := make([]any, 0, len(columns)-1)
	for _, c := range columns[1:] {
		picked = append(picked, c)
	}
	n, err := gorm.G[T](tx.db).Where("id = ? AND version = ?", id, version).Select(columns[0], picked...).Updates(tx.ctx, v)
	switch {
	case errors.Is(err, gorm.ErrDuplicatedKey):
		return models.Fail(models.CodeConflict, "error.duplicate").Because(err)
	case err != nil:
		return err
	case n == 0:
		return models.Fail(models.CodeConflict, "error.stale")
	}
	return nil
}

// exec runs a statement with placeholders ?.
func (tx *Tx) exec(sql string, args ...any) error {
	return tx.db.Exec(sql, args...).Error
}

// scan runs a query with placeholders ? into dest, a pointer to a struct, a value or a slice of them.
func (tx *Tx) scan(dest any, sql string, args ...any) error {
	return tx.db.Raw(sql, args...).Scan(dest).Error
}

// rows runs a query whose rows have the columns that into names the places of. Rows by the hundred cost less so than with scan, which finds out for each
// where its columns belong.
func rows[T any](tx *Tx, sql string, args []any, into func(*T) []any) (out []T, err error) {
	found, err := tx.db.Raw(sql, args...).Rows()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, found.Close()) }()
	for found.Next() {
		var row T
		if err := found.Scan(into(&row)...); err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, found.Err()
}

// keys runs a query that gives one number a row.
func (tx *Tx) keys(sql string, args ...any) ([]int64, error) {
	return rows(tx, sql, args, func(key *int64) []any { return []any{key} })
}

// IsDuplicate reports whether err says that a unique value exists already.
func IsDuplicate(err error) bool {
	e, ok := errors.AsType[*models.Error](err)
	return ok && e.Key == "error.duplicate"
}

// lock keeps other writers of the same kind out until the transaction ends. SQLite has one writer anyway.
func (tx *Tx) lock(key int64) error {
	if !tx.postgres {
		return nil
	}
	if err := tx.exec("SELECT pg_advisory_xact_lock(?)", key); err != nil {
		return fmt.Errorf("take lock %d: %w", key, err)
	}
	return nil
}
