package views

import (
	"context"
	"strconv"

	"github.com/a-h/templ"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
)

// FilesVM is the page of what leaves the house of one issue: the files of its edition, files of the working copy, copies for the
// clipboard. The form that makes missing files again posts role and version to paths.IssueFiles.
type FilesVM struct {
	Slug     string
	Issue    int64
	Label    string
	CanRetry bool
	Signed   bool                 // the working copy is signed: its files carry no mark of a draft
	Files    []models.EditionFile // of the live edition; none: not published
	Settled  int                  // how many of them are made or failed
	Sections []models.EditionSection
}

// waiting reports whether a file is still being made: the page looks again by itself.
func (vm FilesVM) waiting() bool { return vm.Settled < len(vm.Files) }

// settled is what the page compares with what it is told later.
func (vm FilesVM) settled() templ.Attributes {
	if !vm.waiting() {
		return nil
	}
	return templ.Attributes{"data-files-waiting": strconv.Itoa(vm.Settled)}
}

func (vm FilesVM) failed() bool {
	for _, f := range vm.Files {
		if f.Error != "" {
			return true
		}
	}
	return false
}

func (vm FilesVM) editionHref(f models.FileFormat) string {
	return paths.To(paths.IssueFile, vm.Slug, vm.Issue, string(f))
}

func (vm FilesVM) draftHref(f models.FileFormat) string {
	return paths.To(paths.DraftFile, vm.Slug, vm.Issue, string(f))
}

// clipHref is where the script takes the text from; article 0 is the whole issue.
func (vm FilesVM) clipHref(target string, article int64) string {
	href := paths.To(paths.IssueClip, vm.Slug, vm.Issue, target)
	if article == 0 {
		return href
	}
	return paths.With(href, "article", strconv.FormatInt(article, 10))
}

// FormatName is what people call a format.
func FormatName(ctx context.Context, f models.FileFormat) string {
	return i18n.T(ctx, "files.format."+string(f))
}

// clipTargets are for whom texts are copied, as the buttons name them.
var clipTargets = []struct{ name, key string }{{"site", "files.clip_site"}, {"wechat", "files.clip_wechat"}}
