package views

import (
	"context"
	"time"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
)

// IssueLink leads to another issue; the zero value is no link.
type IssueLink struct {
	Label string // 第231期
	Date  string // YYYY-MM-DD
	Href  string
}

// ReaderIssueVM is an issue as a reader opens it: the current one, or any other.
type ReaderIssueVM struct {
	Slug        string
	Issue       int64
	Content     models.EditionContent
	Edition     int // 1: 第1版; more: corrected
	PublishedAt time.Time
	Gaps        []int64 // articles withdrawn since
	Archived    bool    // from before this system: 据存档补录
	Previous    IssueLink
	Next        IssueLink
	Files       []models.EditionFile // to be downloaded
}

func (vm ReaderIssueVM) fileHref(f models.EditionFile) string {
	return paths.To(paths.IssueFile, vm.Slug, vm.Issue, string(f.Format))
}

// NewReaderIssue makes the view-model of an edition; gaps are the articles withdrawn from it.
func NewReaderIssue(slug string, e models.Edition, gaps []int64) ReaderIssueVM {
	return ReaderIssueVM{
		Slug: slug, Issue: e.IssueID, Content: e.Content, Edition: e.Number, PublishedAt: e.PublishedAt, Gaps: gaps,
		Archived: e.RunID == nil,
	}
}

// sheet is the issue with its edition note and a link to each article's own page.
func (vm ReaderIssueVM) sheet() Sheet {
	return Sheet{
		Content: vm.Content, Gaps: vm.Gaps, Note: editionNote(vm),
		Link: func(article int64) string { return paths.To(paths.Article, vm.Slug, article) },
	}
}

// edition is what the line under the masthead says first.
func (vm ReaderIssueVM) edition(ctx context.Context) string {
	switch {
	case vm.Archived:
		return i18n.T(ctx, "reader.archived")
	case vm.Edition > 1:
		return i18n.T(ctx, "reader.edition_corrected", i18n.D{"Number": vm.Edition})
	}
	return i18n.T(ctx, "reader.edition", i18n.D{"Number": vm.Edition})
}

// how is what stands behind the time at which the edition was made.
func (vm ReaderIssueVM) how() string {
	if vm.Archived {
		return "archive.entered"
	}
	return "reader.published"
}

// ArticleLink leads to a neighbouring article; the zero value is no link.
type ArticleLink struct {
	Number int
	Title  string
	Href   string
}

// ReaderArticleVM is one article on a page of its own.
type ReaderArticleVM struct {
	Slug         string
	BulletinName string
	Issue        int64
	IssueLabel   string
	Date         string // of the issue, YYYY-MM-DD
	Section      models.EditionSection
	Article      models.EditionArticle
	HTML         string     // the stored fragment
	Units        []ListLink // its sending units, as far as the edition shows them
	Previous     ArticleLink
	Next         ArticleLink
}

// NewReaderArticle makes the view-model of one article of an edition; ok is false when the edition does not hold it, or it is
// among the gaps.
func NewReaderArticle(slug string, e models.Edition, article int64, gaps []int64) (vm ReaderArticleVM, ok bool) {
	m := e.Content.Manifest.Masthead
	vm = ReaderArticleVM{Slug: slug, BulletinName: m.Name, Issue: e.IssueID, IssueLabel: m.Label(), Date: m.Date}
	for _, section := range e.Content.Sections {
		for _, a := range section.Articles {
			switch {
			case isGap(gaps, a.ID):
			case a.ID == article:
				vm.Section, vm.Article, vm.HTML, ok = section, a, fragmentOf(e.Content.Fragments, a.ID), true
			case !ok:
				vm.Previous = vm.neighbour(a)
			default:
				vm.Next = vm.neighbour(a)
				return vm, true
			}
		}
	}
	return vm, ok
}

func (vm ReaderArticleVM) neighbour(a models.EditionArticle) ArticleLink {
	return ArticleLink{Number: a.Number, Title: a.Text.Title, Href: paths.To(paths.Article, vm.Slug, a.ID)}
}

func (vm ReaderArticleVM) issueHref() string { return paths.To(paths.Issue, vm.Slug, vm.Issue) }

// inIssueHref is the article's place on the page of the whole issue.
func (vm ReaderArticleVM) inIssueHref() string {
	return vm.issueHref() + "#" + articleAnchor(vm.Article.ID)
}
