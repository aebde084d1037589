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
	Issue   store.NumberedIssue
	Number  int // its printed number there
}

// newest are the articles of the newest issues that an actor may read.
type newest struct {
	issues  map[int64]store.NumberedIssue
	heads   []store.ArticleHead
	numbers map[int64]int // printed, by article
}

func newestArticles(tx *store.Tx, a models.Actor, b models.Bulletin) (newest, error) {
	all := models.Can(a.Role, models.ReadUnpublished, models.Circumstances{})
	issues, err := tx.NumberedIssues(store.IssueFilter{BulletinID: b.ID, Submitted: !all, Limit: TwinIssues})
	if err != nil || len(issues) == 0 {
		return newest{}, err
	}
	ids, out := make([]int64, len(issues)), newest{issues: make(map[int64]store.NumberedIssue, len(issues))}
	for i, issue := range issues {
		ids[i], out.issues[issue.ID] = issue.ID, issue
	}
	out.heads, err = tx.ArticleHeads(ids)
	out.numbers = headNumbers(b.ArticleNumbering, out.heads)
	return out, err
}

// twins finds, for articles, others like them: the newest of each.
func (n newest) twins(articles []models.Article) map[int64]Twin {
	out := make(map[int64]Twin)
	if len(articles) == 0 {
		return out
	}
	texts, titles := map[string][]int64{}, map[string][]int64{}
	for _, art := range articles {
		texts[art.Hash] = append(texts[art.Hash], art.ID)
		titles[models.TitleKey(art.Title)] = append(titles[models.TitleKey(art.Title)], art.ID)
	}
	delete(titles, "") // not a title
	for _, h := range n.heads {
		for _, like := range [][]int64{texts[h.Hash], titles[models.TitleKey(h.Title)]} {
			for _, id := range like {
				if h.ID != id && h.ID > out[id].Article {
					out[id] = Twin{Article: h.ID, Issue: n.issues[h.IssueID], Number: n.numbers[h.ID]}
				}
			}
		}
	}
	return out
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
