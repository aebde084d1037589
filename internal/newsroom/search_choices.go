package newsroom

import (
	"sync"
	"time"

	"jianbao/internal/store"
	"jianbao/models"
)

// choicesKept is for how long choices are kept: they are read from all editions, but nothing that readers see changes without the version.
// An edition comes into the index a moment after that.
const choicesKept = time.Minute

// choiceKey is who may choose from what, at a version of what readers see.
type choiceKey struct {
	bulletin int64
	to       string // models.Readership.Key
	version  int64
}

// keptChoices keeps what forms of searches offer.
type keptChoices struct {
	mu    sync.Mutex
	kept  map[choiceKey]SearchChoices
	until time.Time
}

// of gives what is kept, or reads it. What another version had is forgotten.
func (k *keptChoices) of(key choiceKey, now time.Time, read func() (SearchChoices, error)) (SearchChoices, error) {
	k.mu.Lock()
	c, ok := k.kept[key]
	fresh := ok && now.Before(k.until)
	k.mu.Unlock()
	if fresh {
		return c, nil
	}
	c, err := read()
	if err != nil {
		return c, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	for other := range k.kept {
		if other.version != key.version || !now.Before(k.until) {
			delete(k.kept, other)
		}
	}
	if len(k.kept) == 0 {
		k.kept, k.until = map[choiceKey]SearchChoices{}, now.Add(choicesKept)
	}
	k.kept[key] = c
	return c, nil
}

// readChoices reads years, sections and units from the live editions of a bulletin.
func readChoices(tx *store.Tx, bulletin int64, to models.Readership) (SearchChoices, error) {
	var c SearchChoices
	years, err := tx.EditionYears(bulletin, to)
	if err != nil {
		return c, err
	}
	for _, y := range years {
		c.Years = append(c.Years, y.Year)
	}
	c.Sections, c.Units, err = tx.SearchFacets(bulletin, to)
	return c, err
}

// bulletinsRead are the bulletins in which somebody finds any issue.
func bulletinsRead(tx *store.Tx, readers readerships) ([]models.Bulletin, error) {
	list, err := tx.Bulletins()
	if err != nil || len(list) < 2 {
		return nil, err
	}
	var out []models.Bulletin
	for _, b := range list {
		if _, err := tx.CurrentEdition(b.ID, readers.in(b.ID)); err == nil {
			out = append(out, b)
		} else if models.CodeOf(err) != models.CodeNotFound {
			return nil, err
		}
	}
	return out, nil
}
