package newsroom

import (
	"jianbao/internal/store"
	"jianbao/models"
)

// TwinIssues is the number of newest issues that articles are compared with.
const TwinIssues = 20

// Twin is another article with the same title, punctuation, blanks and width apart, or with the same text.
type Twin struct {
	Article int64
	Issue   models.Issue
	Number  int // its printed number there
}

// twins finds, for articles, others like them in the newest issues that the actor may read; the newest of each.
func twins(tx *store.Tx, a models.Actor, b models.Bulletin, articles []models.Article) (map[int64]Twin, error) {
	all := models.Can(a.Role, models.ReadUnpublished, models.Circumstances{})
	issues, err := tx.NewestIssues(store.IssueFilter{BulletinID: b.ID, Submitted: !all, Limit: TwinIssues})
	if err != nil || len(issues) == 0 || len(articles) == 0 {
		return nil, err
	}
	ids, byID := make([]int64, len(issues)), make(map[int64]models.Issue, len(issues))
	for i, issue := range issues {
		ids[i], byID[issue.ID] = issue.ID, issue
	}
	others, err := tx.ArticleHeads(ids)
	if err != nil {
		return nil, err
	}
	numbers, like := headNumbers(b.ArticleNumbering, others), map[string][]store.ArticleHead{}
	for _, other := range others {
		for _, key := range twinKeys(other.Title, other.Hash) {
			like[key] = append(like[key], other)
		}
	}
	out := make(map[int64]Twin)
	for _, art := range articles {
		if other := newestTwin(art, like); other.ID != 0 {
			out[art.ID] = Twin{Article: other.ID, Issue: byID[other.IssueID], Number: numbers[other.ID]}
		}
	}
	return out, nil
}

// newestTwin is the newest of the articles that share a key with another; zero where there is none.
func newestTwin(art models.Article, like map[string][]store.ArticleHead) (newest store.ArticleHead) {
	for _, key := range twinKeys(art.Title, art.Hash) {
		for _, other := range like[key] {
			if other.ID != art.ID && other.ID > newest.ID {
				newest = other
			}
		}
	}
	return newest
}

// twinKeys are what two articles must not both have: the same text, or the same title.
func twinKeys(title, hash string) []string {
	keys := []string{"text " + hash}
	if key := models.TitleKey(title); key != "" {
		keys = append(keys, "title "+key)
	}
	return keys
}

// headNumbers are the printed numbers of articles that are listed issue by issue in printed order.
func headNumbers(mode models.ArticleNumbering, heads []store.ArticleHead) map[int64]int {
	out := make(map[int64]int, len(heads))
	for i, n := 0, 0; i < len(heads); i++ {
		before := store.ArticleHead{}
		if i > 0 {
			before = heads[i-1]
		}
		if n++; before.IssueID != heads[i].IssueID || mode == models.PerSection && before.SectionID != heads[i].SectionID {
			n = 1
		}
		out[heads[i].ID] = n
	}
	return out
}
