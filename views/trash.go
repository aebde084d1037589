package views

import (
	"context"
	"strings"
	"time"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/views/components"
)

// TrashVM is what was deleted and can be restored: articles, or drafts of issues. The query is `of` (articles, issues) and
// `page`. Each row has a form that posts role to its Restore.
type TrashVM struct {
	Slug     string
	Now      time.Time
	OfIssues bool // the list is of issues
	Articles int  // how many there are of each
	Issues   int
	Rows     []TrashRow
	Paging   components.PaginationProps
}

// TrashRow is one thing that was deleted.
type TrashRow struct {
	Title   string
	Href    string // its page, where it has one; empty: none
	Units   []string
	Restore string // address that brings it back
	By      string
	At      time.Time
}

func (r TrashRow) units() string { return strings.Join(r.Units, "、") }

func (vm TrashVM) tabs(ctx context.Context) components.TabsProps {
	here := paths.To(paths.Trash, vm.Slug)
	return components.TabsProps{Label: i18n.T(ctx, "trash.title"), Tabs: []components.Tab{
		{Label: i18n.T(ctx, "trash.articles"), Href: paths.With(here, "of", "articles"), Count: vm.Articles, Current: !vm.OfIssues},
		{Label: i18n.T(ctx, "trash.issues"), Href: paths.With(here, "of", "issues"), Count: vm.Issues, Current: vm.OfIssues},
	}}
}

func (vm TrashVM) empty(ctx context.Context) components.EmptyProps {
	if vm.OfIssues {
		return components.EmptyProps{Title: i18n.T(ctx, "trash.no_issues"), Text: i18n.T(ctx, "trash.no_issues_text"), Step: components.Link{Label: i18n.T(ctx, "trash.to_issues"), Href: paths.To(paths.Issues, vm.Slug)}}
	}
	return components.EmptyProps{Title: i18n.T(ctx, "trash.no_articles"), Text: i18n.T(ctx, "trash.no_articles_text"), Step: components.Link{Label: i18n.T(ctx, "trash.to_pool"), Href: paths.To(paths.Pool, vm.Slug)}}
}
