package handlers

import (
	"context"

	"jianbao/internal/i18n"
	"jianbao/internal/newsroom"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views"
)

// inHand are the groups of the to-do page that are no issues: unsaved texts, files on the mapping screen, and old issues.
func inHand(ctx context.Context, t newsroom.ToDo) []views.ToDoGroup {
	slug := t.Bulletin.Slug
	copies, imports := views.ToDoGroup{Kind: views.ToDoCopies}, views.ToDoGroup{Kind: views.ToDoImports}
	for _, w := range t.Copies {
		item := views.ToDoItem{Label: w.Text.Title, Href: paths.To(paths.DeskArticle, slug, w.ArticleID), At: w.SavedAt, Action: i18n.T(ctx, "todo.do_edit")}
		if item.Label == "" {
			item.Label = i18n.T(ctx, "todo.untitled")
		}
		copies.Items = append(copies.Items, item)
	}
	for _, im := range t.Imports {
		imports.Items = append(imports.Items, views.ToDoItem{
			Label: im.File, Href: paths.To(paths.Import, slug, im.ID), At: im.CreatedAt, Note: i18n.T(ctx, "todo.imported_by", i18n.D{"Name": im.By}), Action: i18n.T(ctx, "todo.do_match"),
		})
	}
	old := views.ToDoGroup{Kind: views.ToDoArchive}
	if t.Archive.Count > 0 {
		item := views.ToDoItem{Label: i18n.T(ctx, "todo.archive."+string(t.Archive.State), i18n.D{"Count": t.Archive.Count}), At: t.Archive.Since, Href: paths.To(paths.ArchiveIntake, slug), Action: i18n.T(ctx, "todo.do_match")}
		if t.Archive.State == models.ArchiveToAdmit {
			item.Href, item.Action = paths.To(paths.ArchiveBatch, slug), i18n.T(ctx, "event.admit.verb")
		}
		old.Items = append(old.Items, item)
	}
	return []views.ToDoGroup{copies, imports, old}
}
