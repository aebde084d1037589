package store

import (
	"strings"

	"jianbao/models"
)

// ArticlePlace is where an article comes to stand within its issue.
type ArticlePlace struct {
	Article, Section int64
	Position         int
}

// PlaceArticles puts articles at their places in an issue, wherever they stood before.
func (tx *Tx) PlaceArticles(issue int64, places []ArticlePlace) error {
	if len(places) == 0 {
		return nil
	}
	args := []any{issue, tx.Now}
	for _, p := range places {
		args = append(args, p.Article, p.Section, p.Position)
	}
	return tx.exec(`UPDATE articles SET issue_id = ?, section_id = p.section_id, position = p.position, version = version + 1, updated_at = ?
		FROM (`+rowsOf(len(places), "id", "section_id", "position")+`) AS p WHERE articles.id = p.id`, args...)
}

// OrderSections gives the sections of an issue the positions 1, 2, 3, … in the order of ids.
func (tx *Tx) OrderSections(ids []int64) error {
	if len(ids) == 0 {
		return nil
	}
	var args []any
	for i, id := range ids {
		args = append(args, id, i+1)
	}
	return tx.exec("UPDATE sections SET position = p.position FROM ("+rowsOf(len(ids), "id", "position")+") AS p WHERE sections.id = p.id", args...)
}

// rowsOf is a table of n rows of numbers whose values are placeholders; both databases read it.
func rowsOf(n int, columns ...string) string {
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = "CAST(? AS BIGINT) AS " + c
	}
	row := "SELECT " + strings.Join(cells, ", ")
	return strings.TrimSuffix(strings.Repeat(row+" UNION ALL ", n), " UNION ALL ")
}

// TakeOut puts articles into the pool.
func (tx *Tx) TakeOut(ids []int64) error {
	if len(ids) == 0 {
		return nil
	}
	return tx.exec("UPDATE articles SET issue_id = NULL, section_id = NULL, position = 0, version = version + 1, updated_at = ? WHERE id IN ?", tx.Now, ids)
}

// ArticlesOfBulletin gives the articles of a bulletin by id, deleted ones too.
func (tx *Tx) ArticlesOfBulletin(bulletin int64, ids []int64) (map[int64]models.Article, error) {
	out := make(map[int64]models.Article, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	list, err := all[models.Article](tx, "id", "bulletin_id = ? AND id IN ?", bulletin, ids)
	for _, a := range list {
		out[a.ID] = a
	}
	return out, err
}
