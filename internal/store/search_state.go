package store

import (
	"context"
	"fmt"
	"math"

	"jianbao/models"
)

// DeskSearchBehind reports whether the index of what is worked on is not as this release makes it.
func (tx *Tx) DeskSearchBehind() (behind bool, err error) {
	err = tx.scan(&behind, "SELECT desk <> ? FROM search_state", indexVersion)
	return behind, err
}

// SearchBehind reports whether the index is not as this release makes it: what was published before may not be found yet.
func (tx *Tx) SearchBehind() (behind bool, err error) {
	err = tx.scan(&behind, "SELECT version <> ? OR before <> 0 FROM search_state", indexVersion)
	return behind, err
}

// SearchSettled reports whether every edition stands in the index as readers see it.
func (tx *Tx) SearchSettled() (settled bool, err error) {
	err = tx.scan(&settled, "SELECT version = ? AND before = 0 AND NOT EXISTS (SELECT 1 FROM outbox_entries WHERE kind = ? AND done_at IS NULL) FROM search_state", indexVersion, models.IndexEdition)
	return settled, err
}

// RestartIndex has every edition, and everything that is worked on, indexed anew. What stands in the index stays until its turn has come.
func (tx *Tx) RestartIndex() error {
	if err := tx.exec("UPDATE search_desk SET version = 0"); err != nil {
		return err
	}
	return tx.exec("UPDATE search_state SET version = ?, before = ?, desk = 0", indexVersion, int64(math.MaxInt64))
}

// IndexWork indexes the next articles that are worked on, and the material that they hold the text of: at most so many behind the article
// after. It gives the last of them; 0: the index is whole. Several servers may do it at once.
func (tx *Tx) IndexWork(after int64, articles int) (last int64, err error) {
	behind, err := tx.DeskSearchBehind()
	if err != nil || !behind {
		return 0, err
	}
	ids, err := tx.unlikeArticles(articles, "a.id > ?", after)
	if err != nil {
		return 0, fmt.Errorf("look for what is not indexed: %w", err)
	}
	if len(ids) == 0 {
		return 0, tx.exec("UPDATE search_state SET desk = ?", indexVersion)
	}
	return ids[len(ids)-1], tx.indexDesk(ids)
}

// IndexOlder indexes the next editions, at most so many, from the newest to the oldest, and says how many those were; none: the index is
// whole. An index of another version is begun anew. Several servers may do it at once: one of them does, the others wait.
func (tx *Tx) IndexOlder(editions int) (done int, err error) {
	var before int64
	err = tx.scan(&before, "UPDATE search_state SET before = CASE WHEN version = ? THEN before ELSE ? END, version = ? RETURNING before", indexVersion, int64(math.MaxInt64), indexVersion)
	if err != nil || before == 0 {
		return 0, err
	}
	var ids []int64
	if err := tx.scan(&ids, "SELECT id FROM editions WHERE id < ? ORDER BY id DESC LIMIT ?", before, editions); err != nil {
		return 0, err
	}
	before = 0
	for _, id := range ids {
		if err := tx.IndexEdition(id); err != nil {
			return 0, fmt.Errorf("index older editions: %w", err)
		}
		before = id
	}
	return len(ids), tx.exec("UPDATE search_state SET before = ?", before)
}

// RepackIndex has PostgreSQL write the index of texts and titles anew after all of them were: what was deleted keeps its place there, and every
// search walks by it. Others search and write meanwhile.
func (s *Store) RepackIndex(ctx context.Context) error {
	if !s.postgres {
		return nil
	}
	for _, index := range []string{"search_texts_tokens", "search_titles_tokens"} {
		if err := s.db.WithContext(ctx).Exec("REINDEX INDEX CONCURRENTLY " + index).Error; err != nil {
			return fmt.Errorf("write %s anew: %w", index, err)
		}
	}
	return nil
}
