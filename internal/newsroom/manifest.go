package newsroom

import (
	"slices"

	"jianbao/internal/store"
	"jianbao/models"
)

// manifest gathers what would be published of an issue now.
func manifest(tx *store.Tx, b models.Bulletin, i models.Issue) (models.Manifest, error) {
	sections, err := tx.Sections(i.ID)
	if err != nil {
		return models.Manifest{}, err
	}
	articles, err := tx.ArticlesOf(i.ID)
	if err != nil {
		return models.Manifest{}, err
	}
	m := withoutArticles(b, i)
	place := make(map[int64]int, len(sections))
	for s, sec := range sections {
		m.Sections = append(m.Sections, models.ManifestSection{Title: sec.Title, Articles: []models.ManifestArticle{}})
		place[sec.ID] = s
	}
	for _, art := range articles {
		s := &m.Sections[place[*art.SectionID]]
		s.Articles = append(s.Articles, inManifest(art))
	}
	return m, nil
}

// withoutArticles is a manifest without sections.
func withoutArticles(b models.Bulletin, i models.Issue) models.Manifest {
	m := models.Manifest{
		Bulletin: i.BulletinID, Issue: i.ID,
		Masthead:   models.Masthead{Name: i.Name, IssueNumber: i.IssueNumber(), Host: i.Host, Date: i.Date, Note: i.AccessNote},
		EditorNote: i.EditorNote, Numbering: b.ArticleNumbering, Distribution: i.Distribution, Phone: b.Phone, Access: i.Access, ListedUnits: i.ListedUnits,
		Correction: i.Correction(), Archive: i.Archival,
		Sections: []models.ManifestSection{},
	}
	if i.Archival {
		m.Phone = "" // that of today was not printed then
	}
	return m
}

func inManifest(art models.Article) models.ManifestArticle {
	return models.ManifestArticle{Article: art.ID, Revision: art.RevisionID, Title: art.Title, Hash: art.Hash, Access: art.Access}
}

// asPrinted is what would be published of contents that were read, without a colophon.
func asPrinted(b models.Bulletin, i models.Issue, sections []ContentsSection) models.EditionContent {
	out := models.EditionContent{Manifest: withoutArticles(b, i), Layout: &b.Layout}
	for _, sec := range sections {
		m, e := models.ManifestSection{Title: sec.Title, Articles: []models.ManifestArticle{}}, models.EditionSection{Title: sec.Title, Number: sec.Number, Articles: []models.EditionArticle{}}
		for _, art := range sec.Articles {
			m.Articles = append(m.Articles, inManifest(art.Article))
			e.Articles = append(e.Articles, models.EditionArticle{ID: art.ID, Number: art.Number, Text: art.Text})
		}
		out.Manifest.Sections, out.Sections = append(out.Manifest.Sections, m), append(out.Sections, e)
	}
	return out
}

// content fills a manifest with its texts, printed numbers, the colophon and the layout of its bulletin: everything that is drawn. The layout
// is no part of what is approved, which is the text; it is that of the moment.
func content(tx *store.Tx, m models.Manifest, colophon models.Colophon, layout models.Layout) (models.EditionContent, error) {
	var articles []int64
	var hashes []string
	sizes := make([]int, len(m.Sections))
	for s, sec := range m.Sections {
		sizes[s] = len(sec.Articles)
		for _, art := range sec.Articles {
			articles, hashes = append(articles, art.Article), append(hashes, art.Hash)
		}
	}
	texts, err := tx.RevisionsByHash(articles, hashes)
	if err != nil {
		return models.EditionContent{}, err
	}
	numbers := models.NumberArticles(m.Numbering, sizes)
	out := models.EditionContent{Manifest: m, Colophon: colophon, Layout: &layout}
	printed := 0
	for s, sec := range m.Sections {
		e := models.EditionSection{Title: sec.Title, Articles: []models.EditionArticle{}}
		if sec.Title != "" {
			printed++
			e.Number = printed
		}
		for i, art := range sec.Articles {
			r, ok := texts[art.Article][art.Hash]
			if !ok {
				return out, models.Fail(models.CodeInternal, "error.internal")
			}
			e.Articles = append(e.Articles, models.EditionArticle{ID: art.Article, Number: numbers[s][i], Text: r.Text})
		}
		out.Sections = append(out.Sections, e)
	}
	return out, nil
}

// colophon names who made the issue, from the workflow record: contributors, approvers of the earlier steps, the signer.
func (f *folder) colophon(tx *store.Tx) (models.Colophon, error) {
	editors, err := tx.EverContributed(f.issue.ID)
	if err != nil {
		return models.Colophon{}, err
	}
	ids := slices.Clone(editors)
	approvals := f.approvals()
	for _, d := range approvals {
		ids = append(ids, d.ActorID)
	}
	names, err := tx.UserNames(ids)
	if err != nil {
		return models.Colophon{}, err
	}
	c := models.Colophon{Editors: []string{}, Reviewers: []string{}, Phone: f.bulletin.Phone}
	for _, id := range editors {
		c.Editors = append(c.Editors, names[id])
	}
	for _, d := range approvals {
		switch name := names[d.ActorID]; {
		case f.run.Chain.SignOff(d.Step):
			c.Signer = name
		case !slices.Contains(c.Reviewers, name):
			c.Reviewers = append(c.Reviewers, name)
		}
	}
	return c, nil
}
