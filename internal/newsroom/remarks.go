package newsroom

import (
	"jianbao/internal/store"
	"jianbao/models"
)

// ArticleRemarks are the comments on one article, resolved ones included, in the order of its text.
type ArticleRemarks struct {
	Article int64
	Number  int
	Title   string
	Threads []Thread
}

// remarksOn gathers what people said of the articles of a manifest. texts are theirs, by hash.
func remarksOn(tx *store.Tx, m models.Manifest, texts map[string]models.ArticleText) (out []ArticleRemarks, err error) {
	var ids, people []int64
	for _, art := range m.Articles() {
		ids = append(ids, art.Article)
	}
	list, err := tx.CommentsOn(ids)
	if err != nil {
		return nil, err
	}
	said := make(map[int64][]models.Comment)
	for _, c := range list {
		said[c.ArticleID] = append(said[c.ArticleID], c)
		people = append(people, c.AuthorID)
		if c.ResolvedBy != nil {
			people = append(people, *c.ResolvedBy)
		}
	}
	names, err := tx.UserNames(people)
	if err != nil {
		return nil, err
	}
	numbers := articleNumbers(m)
	for _, art := range m.Articles() {
		threads := threadsOf(said[art.Article], names)
		if len(threads) == 0 {
			continue
		}
		text := texts[art.Hash]
		for i := range threads {
			threads[i].Place = text.Body.Find(threads[i].Passage)
		}
		sortByPlace(threads, text.Body)
		out = append(out, ArticleRemarks{Article: art.Article, Number: numbers[art.Article], Title: text.Title, Threads: threads})
	}
	return out, nil
}

// articleNumbers are the numbers of the articles of a manifest as they are printed.
func articleNumbers(m models.Manifest) map[int64]int {
	sizes := make([]int, len(m.Sections))
	for i, s := range m.Sections {
		sizes[i] = len(s.Articles)
	}
	out := make(map[int64]int)
	for s, numbers := range models.NumberArticles(m.Numbering, sizes) {
		for i, n := range numbers {
			out[m.Sections[s].Articles[i].Article] = n
		}
	}
	return out
}
