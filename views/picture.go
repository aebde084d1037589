package views

import (
	"context"
	"strconv"
	"strings"
	"time"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/components"
)

// PicturesVM is the library of a bulletin's pictures, or what was deleted from it.
//
// Forms, each with role: paths.Pictures with file, to add one; paths.PictureDelete and paths.PictureRestore.
type PicturesVM struct {
	Slug    string
	Now     time.Time
	CanEdit bool
	Deleted bool // the page shows what was deleted
	Limit   int  // of a file, in MB
	Cards   []PictureCard
	Kept    string      // the picture that could not be deleted, because it stands somewhere; empty: none
	KeptFor []LinkTitle // and where
	Paging  components.PaginationProps
}

// PictureCard is one picture of the library.
type PictureCard struct {
	models.StoredPicture
	By   string      // who brought it in
	Uses []LinkTitle // where it stands
}

func (vm PicturesVM) image(p PictureCard) string { return DeskPictures(vm.Slug)(p.SHA256) }

func (vm PicturesVM) tabs(ctx context.Context) components.TabsProps {
	library := paths.To(paths.Pictures, vm.Slug)
	return components.TabsProps{Label: i18n.T(ctx, "picture.tabs"), Tabs: []components.Tab{
		{Label: i18n.T(ctx, "picture.tab_kept"), Href: library, Current: !vm.Deleted},
		{Label: i18n.T(ctx, "picture.tab_deleted"), Href: paths.With(library, "deleted", "1"), Current: vm.Deleted},
	}}
}

// facts are the size in pixels and in bytes, and the kind of file.
func (p PictureCard) facts() string {
	kind := strings.ToUpper(strings.TrimPrefix(p.ContentType, "image/"))
	return strconv.Itoa(p.Width) + " × " + strconv.Itoa(p.Height) + " · " + i18n.Size(p.Bytes) + " · " + kind
}

// picture reports whether a block of the form is a picture, whose words can be written.
func (b BlockField) picture() bool { return b.Kind == models.Image && b.Block.Picture != nil }
