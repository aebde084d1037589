package store

import "fmt"

// TouchPages notes that what readers see changes with this transaction: pages that are held ready under an earlier version are worth
// nothing once it is committed. Transactions that touch pages wait for one another, so whoever knows a version knows all before it.
func (tx *Tx) TouchPages() error {
	if err := tx.scan(&tx.pages, "UPDATE page_version SET version = version + 1 RETURNING version"); err != nil {
		return fmt.Errorf("note that pages change: %w", err)
	}
	return nil
}

// PageVersion is the version of what readers see; it only grows.
func (tx *Tx) PageVersion() (version int64, err error) {
	err = tx.scan(&version, "SELECT version FROM page_version")
	return version, err
}

// OnPages has fn told the new version as soon as a transaction of this process that touches pages is committed, until end is called.
func (s *Store) OnPages(fn func(version int64)) (end func()) {
	s.onPages.Store(&fn, fn)
	return func() { s.onPages.Delete(&fn) }
}

func (s *Store) tellPages(version int64) {
	if version == 0 {
		return
	}
	s.onPages.Range(func(_, fn any) bool {
		fn.(func(version int64))(version) //nolint:forcetypeassert // OnPages alone puts them there
		return true
	})
}
