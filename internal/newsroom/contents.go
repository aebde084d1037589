package newsroom

import (
	"context"

	"jianbao/internal/store"
	"jianbao/models"
)

// MaxArticles bounds the articles of one issue; printed numbers go up to 九十九.
const MaxArticles = 99

// Contents is an issue as its editors and reviewers see it: the printed contents, and where it stands.
type Contents struct {
	Bulletin models.Bulletin
	Issue    models.Issue
	Sections []ContentsSection
	Run      models.Run // zero before the first submission
	Possible []models.Event
	Upload   *models.Upload   // the file it came from
	Units    []string         // known sending units of the bulletin
	Library  []string         // section names that the bulletin offers
	Base     string           // what a masthead form must carry
	Twins    map[int64]Twin   // articles elsewhere that have the title of one here
	Schedule *models.Schedule // the newest appointment to publish it; nil: there never was one
	Keeper   string           // who made that
	CanEdit  bool
	Costs    bool // editing takes approvals back: the issue is under review
}

// ContentsSection is a section with its computed number; 0: printed without one.
type ContentsSection struct {
	models.Section
	Number   int
	Articles []ContentsArticle
}

// ContentsArticle is an article with its computed number and current text.
type ContentsArticle struct {
	models.Article
	Number int
	Text   models.ArticleText
}

// fill adds the sections, and the appointment with who made it.
func (c *Contents) fill(tx *store.Tx, f *folder) (err error) {
	if c.Sections, err = contentsSections(tx, f); err != nil || f.schedule == nil {
		return err
	}
	names, err := tx.UserNames([]int64{f.schedule.ActorID})
	c.Schedule, c.Keeper = f.schedule, names[f.schedule.ActorID]
	return err
}

// Contents shows an issue.
func (n *Newsroom) Contents(ctx context.Context, a models.Actor, id int64) (out Contents, err error) {
	err = n.read(ctx, a, func(tx *store.Tx) error {
		f, err := n.open(tx, a, id, false)
		if err != nil {
			return err
		}
		others, err := newestArticles(tx, a, f.bulletin)
		if err != nil {
			return err
		}
		out, err = contentsOf(tx, a, f, others)
		return err
	})
	return out, err
}

func contentsOf(tx *store.Tx, a models.Actor, f *folder, others newest) (Contents, error) {
	out := Contents{Bulletin: f.bulletin, Issue: f.issue, Run: f.run, Possible: f.possible(a), Base: mastheadBase(f.issue)}
	mode := f.mode(a)
	out.CanEdit, out.Costs = mode == Edit || mode == Replace, mode == Replace
	if err := out.fill(tx, f); err != nil {
		return out, err
	}
	if f.issue.UploadID != nil {
		u, err := tx.Upload(f.issue.BulletinID, *f.issue.UploadID)
		if err != nil {
			return out, err
		}
		out.Upload = &u
	}
	out.Twins = others.twins(articlesIn(out.Sections))
	var err error
	if out.Library, err = tx.LibraryTitles(f.bulletin.ID); err != nil {
		return out, err
	}
	out.Units, err = tx.UnitNames(f.bulletin.ID)
	return out, err
}

func articlesIn(sections []ContentsSection) []models.Article {
	var out []models.Article
	for _, s := range sections {
		for _, art := range s.Articles {
			out = append(out, art.Article)
		}
	}
	return out
}

// Order is the order that the page is drawn from: what an arrangement made on it names as its base.
func (c Contents) Order() models.Order { return orderOf(c.Sections) }

func contentsSections(tx *store.Tx, f *folder) ([]ContentsSection, error) {
	sections, err := tx.Sections(f.issue.ID)
	if err != nil {
		return nil, err
	}
	articles, err := tx.ArticlesOf(f.issue.ID)
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(articles))
	for i, art := range articles {
		ids[i] = art.RevisionID
	}
	texts, err := tx.RevisionsByID(ids)
	if err != nil {
		return nil, err
	}
	out := make([]ContentsSection, len(sections))
	place := make(map[int64]int, len(sections))
	for s, sec := range sections {
		out[s].Section = sec
		place[sec.ID] = s
	}
	for _, art := range articles {
		s := place[*art.SectionID]
		out[s].Articles = append(out[s].Articles, ContentsArticle{Article: art, Text: texts[art.RevisionID].Text})
	}
	numberContents(f.bulletin.ArticleNumbering, out)
	return out, nil
}

// numberContents gives sections and articles their printed numbers.
func numberContents(mode models.ArticleNumbering, sections []ContentsSection) {
	printed, sizes := 0, make([]int, len(sections))
	for s := range sections {
		sizes[s] = len(sections[s].Articles)
		if sections[s].Title != "" {
			printed++
			sections[s].Number = printed
		}
	}
	for s, numbers := range models.NumberArticles(mode, sizes) {
		for i, number := range numbers {
			sections[s].Articles[i].Number = number
		}
	}
}

// room makes sure that an issue can take one more article, and gives the last position of a section.
func (n *Newsroom) room(tx *store.Tx, issue, section int64) (int, error) {
	counts, err := tx.CountArticles([]int64{issue})
	if err != nil {
		return 0, err
	}
	if counts[issue] >= MaxArticles {
		return 0, models.Fail(models.CodeInvalid, "issue.too_many_articles").With(models.Args{"Max": MaxArticles})
	}
	return tx.LastArticlePosition(section)
}

// Every edit of the contents takes confirm: the token of the page that names what it costs, while the issue is under review.

// PlaceArticle puts an article of the pool at the end of a section, whatever else was placed there meanwhile. It gives the
// arrangement that this was, so that it can be taken back.
func (n *Newsroom) PlaceArticle(ctx context.Context, a models.Actor, issue, section, article int64, confirm string) (in Arrangement, err error) {
	err = n.edit(ctx, a, issue, confirm, func(tx *store.Tx, f *folder) (change, error) {
		s, err := tx.Section(issue, section)
		if err != nil {
			return change{}, err
		}
		now, err := openContents(tx, f)
		if err != nil {
			return change{}, err
		}
		in = Arrangement{Base: now.order, Order: now.order.With(article, section)}
		return n.place(tx, a, f.issue, s, article)
	})
	return in, err
}

// PlaceInSection is PlaceArticle for somebody who names the section alone. It gives the section's issue too.
func (n *Newsroom) PlaceInSection(ctx context.Context, a models.Actor, section, article int64, confirm string) (issue int64, in Arrangement, err error) {
	var s models.Section
	if err := n.read(ctx, a, func(tx *store.Tx) (err error) {
		s, err = tx.SectionByID(section)
		return err
	}); err != nil {
		return 0, in, err
	}
	in, err = n.PlaceArticle(ctx, a, s.IssueID, section, article, confirm)
	return s.IssueID, in, err
}

// place moves an article from the pool into a section. Whoever wrote it becomes a contributor of the issue.
func (n *Newsroom) place(tx *store.Tx, a models.Actor, issue models.Issue, s models.Section, id int64) (change, error) {
	art, f, err := n.openArticle(tx, a, id, true)
	if err != nil {
		return change{}, err
	}
	if f != nil || art.DeletedAt != nil {
		return change{}, models.Fail(models.CodeConflict, "article.not_in_pool")
	}
	if err := neverPublished(tx, issue.ID, id); err != nil {
		return change{}, err
	}
	last, err := n.room(tx, issue.ID, s.ID)
	if err != nil {
		return change{}, err
	}
	art.IssueID, art.SectionID, art.Position = &issue.ID, &s.ID, last+1
	if err := tx.UpdateArticle(&art); err != nil {
		return change{}, err
	}
	if err := tx.ContributeAuthors(issue.ID, id); err != nil {
		return change{}, err
	}
	return change{Action: "article.placed", Object: object("article", id), Details: models.AuditDetails{{Name: "title", Value: art.Title}, {Name: "section", Value: s.Title}}}, nil
}
