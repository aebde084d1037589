package store

import (
	"fmt"
	"maps"
	"slices"

	"gorm.io/gorm"

	"jianbao/models"
)

// maxFacets is how many sections, or units, a form offers: those with most issues.
const maxFacets = 200

// searchFacet is a section or a unit that can be chosen.
type searchFacet struct {
	EditionID, BulletinID int64
	Kind, Name            string
	Access                models.Access // of the articles, of their own; empty: as the edition
}

// TableName is where facets are kept.
func (searchFacet) TableName() string { return "search_facets" }

// Kinds of facet.
const (
	facetSection = "s"
	facetUnit    = "u"
)

// facetLock serialises writers of the facets of one edition: who indexes it, and who takes an article out of it.
const facetLock = 0x66616365_00000000

// indexFacets writes the sections and units of an edition's articles anew. Those that readers do not see have none.
func (tx *Tx) indexFacets(e models.Edition, entries []models.EditionEntry) error {
	if err := tx.lock(facetLock + e.ID); err != nil {
		return err
	}
	gaps, err := tx.Gaps(e.IssueID)
	if err != nil {
		return err
	}
	units, classes, named := unitsShown(e.Content), e.Content.Classes(), map[searchFacet]bool{}
	for _, n := range entries {
		if gaps[n.ArticleID] == "" {
			for _, f := range facetsOf(n, units[n.ArticleID]) {
				f.Access = classes[n.ArticleID]
				named[f] = true
			}
		}
	}
	if err := tx.exec("DELETE FROM search_facets WHERE edition_id = ?", e.ID); err != nil || len(named) == 0 {
		return err
	}
	list := slices.Collect(maps.Keys(named))
	return gorm.G[searchFacet](tx.db).CreateInBatches(tx.ctx, &list, 100)
}

// facetsOf are the section and the units of an article.
func facetsOf(n models.EditionEntry, units []string) []searchFacet {
	var out []searchFacet
	if n.Section != "" {
		out = append(out, searchFacet{EditionID: n.EditionID, BulletinID: n.BulletinID, Kind: facetSection, Name: n.Section})
	}
	for _, u := range units {
		out = append(out, searchFacet{EditionID: n.EditionID, BulletinID: n.BulletinID, Kind: facetUnit, Name: u})
	}
	return out
}

// unitsShown are the sending units of articles, by article, as far as the edition shows them to readers.
func unitsShown(c models.EditionContent) map[int64][]string {
	out := map[int64][]string{}
	for _, s := range c.Printed().Sections {
		for _, art := range s.Articles {
			out[art.ID] = art.Text.Units
		}
	}
	return out
}

// SearchFacets lists sections and sending units of the live editions of a bulletin that may be read: sections with most issues first, units by
// name.
func (tx *Tx) SearchFacets(bulletin int64, to models.Readership) (sections, units []string, err error) {
	if sections, err = tx.searchFacets(bulletin, to, facetSection); err != nil {
		return nil, nil, err
	}
	units, err = tx.searchFacets(bulletin, to, facetUnit)
	slices.Sort(units)
	return sections, units, err
}

func (tx *Tx) searchFacets(bulletin int64, to models.Readership, kind string) (names []string, err error) {
	from, may := live(bulletin, to), reads(to, "f.access", "f.edition_id")
	err = tx.scan(&names, `SELECT f.name FROM search_facets f WHERE f.bulletin_id = ? AND f.kind = ? AND (f.access = '' OR `+may.sql+`) AND f.edition_id IN (SELECT e.id`+from.sql+` AND i.deleted_at IS NULL)
		GROUP BY f.name ORDER BY COUNT(DISTINCT f.edition_id) DESC, f.name LIMIT ?`, slices.Concat([]any{bulletin, kind}, may.args, from.args, []any{maxFacets})...)
	if err != nil {
		return nil, fmt.Errorf("list what a search can be narrowed to: %w", err)
	}
	return names, nil
}
