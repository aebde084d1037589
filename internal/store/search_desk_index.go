package store

import (
	"fmt"
	"math"
)

// deskEntry is a row of the index of what is worked on beside its texts: of an article, or of an entry of the register of material.
type deskEntry struct {
	Key        int64 `gorm:"primaryKey"`
	BulletinID int64
	Kind       string
	ObjectID   int64
	ArticleID  int64
	RevisionID int64
	Version    int64
}

// TableName is where entries are kept.
func (deskEntry) TableName() string { return "search_desk" }

// Kinds of entry.
const (
	deskArticle  = "article"
	deskMaterial = "material"
)

// unlike is the condition of an article (a) whose entries are not as they should be: that of itself while it is at work, and that of the
// material that it holds the text of.
const unlike = `(CASE WHEN ` + atWork + ` THEN NOT EXISTS (SELECT 1 FROM search_desk d WHERE d.key = a.id * 2 AND d.revision_id = a.revision_id AND d.version = ?)
	ELSE EXISTS (SELECT 1 FROM search_desk d WHERE d.key = a.id * 2) END
	OR EXISTS (SELECT 1 FROM materials m WHERE m.article_id = a.id
		AND NOT EXISTS (SELECT 1 FROM search_desk d WHERE d.key = m.id * 2 + 1 AND d.revision_id = a.revision_id AND d.version = ?)))`

// keepDesk brings the entries of articles, as a condition on a names them, up to what the articles are now. Whoever changes a text, or
// whether readers see it, calls it in the same transaction.
func (tx *Tx) keepDesk(condition string, args ...any) error {
	ids, err := tx.unlikeArticles(math.MaxInt32, condition, args...)
	if err != nil {
		return fmt.Errorf("look at the index of the desk: %w", err)
	}
	return tx.indexDesk(ids)
}

// unlikeArticles lists articles whose entries are not as they should be, and keeps other writers of these away until the transaction ends.
func (tx *Tx) unlikeArticles(limit int, condition string, args ...any) (ids []int64, err error) {
	statement := "SELECT a.id FROM articles a LEFT JOIN issues i ON i.id = a.issue_id WHERE " + condition + " AND " + unlike + " ORDER BY a.id LIMIT ?"
	if tx.postgres {
		statement += " FOR UPDATE OF a"
	}
	err = tx.scan(&ids, statement, append(args, indexVersion, indexVersion, limit)...)
	return ids, err
}

// deskText is an article as it is indexed.
type deskText struct {
	ArticleID, BulletinID, RevisionID int64
	Title                             string
	AtWork                            bool
	MaterialID                        int64 // 0: it came from nowhere
	Unit, Sender                      string
}

// indexDesk writes the entries of articles anew.
func (tx *Tx) indexDesk(articles []int64) error {
	if len(articles) == 0 {
		return nil
	}
	if err := tx.dropFromDesk(articles); err != nil {
		return fmt.Errorf("clear the index of the desk: %w", err)
	}
	var list []deskText
	err := tx.scan(&list, `SELECT a.id AS article_id, a.bulletin_id, a.revision_id, a.title, CASE WHEN `+atWork+` THEN TRUE ELSE FALSE END AS at_work,
		COALESCE(m.id, 0) AS material_id, COALESCE(m.unit, '') AS unit, COALESCE(m.sender, '') AS sender
		FROM articles a LEFT JOIN issues i ON i.id = a.issue_id LEFT JOIN materials m ON m.article_id = a.id WHERE a.id IN ?`, articles)
	if err != nil {
		return fmt.Errorf("read what the desk works on: %w", err)
	}
	revisions := make([]int64, len(list))
	for i, t := range list {
		revisions[i] = t.RevisionID
	}
	texts, err := tx.RevisionsByID(revisions)
	for _, t := range list {
		if err == nil {
			err = tx.indexDeskText(t, texts[t.RevisionID].Text.Body.PlainText())
		}
	}
	return err
}

// indexDeskText makes an article findable as what it is: a draft, material, or both.
func (tx *Tx) indexDeskText(t deskText, plain string) error {
	e := deskEntry{BulletinID: t.BulletinID, ArticleID: t.ArticleID, RevisionID: t.RevisionID, Version: indexVersion}
	if t.AtWork {
		e.Key, e.Kind, e.ObjectID = t.ArticleID*2, deskArticle, t.ArticleID
		if err := tx.addToDesk(e, t.Title, plain); err != nil {
			return err
		}
	}
	if t.MaterialID == 0 {
		return nil
	}
	e.Key, e.Kind, e.ObjectID = t.MaterialID*2+1, deskMaterial, t.MaterialID
	return tx.addToDesk(e, t.Title, t.Unit+"\n"+t.Sender+"\n"+plain)
}

func (tx *Tx) addToDesk(e deskEntry, title, plain string) error {
	if err := create(tx, &e); err != nil {
		return fmt.Errorf("index %s %d: %w", e.Kind, e.ObjectID, err)
	}
	return tx.indexTexts("search_desk_texts", e.Key, tokens(title), tokens(plain), []string{bulletinFacet(e.BulletinID)})
}

func (tx *Tx) dropFromDesk(articles []int64) error {
	err := tx.exec("DELETE FROM search_desk_texts WHERE "+tx.rowKey()+" IN (SELECT key FROM search_desk WHERE article_id IN ?)", articles)
	if err != nil {
		return err
	}
	return tx.exec("DELETE FROM search_desk WHERE article_id IN ?", articles)
}
