package newsroom

import (
	"bytes"
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"github.com/maypok86/otter/v2"

	"jianbao/internal/store"
	"jianbao/internal/typeset"
	"jianbao/internal/typeset/svg"
	"jianbao/models"
)

// DrawnPages are the pages of an issue as they print (印样), to be drawn one by one.
type DrawnPages struct {
	Bulletin models.Bulletin
	Issue    int64
	Label    string // 第92期
	Archived bool
	Gone     bool // its issue, or an article of it, is withdrawn or taken down: there is nothing to draw
	pages    *typeset.Pages
	picture  svg.Pictures
}

// Count is the number of pages.
func (d DrawnPages) Count() int { return len(d.pages.Pages) }

// Size is the width and the height of every page, in points.
func (d DrawnPages) Size() (width, height float64) {
	return float64(d.pages.Paper.Geometry.Width), float64(d.pages.Paper.Geometry.Height)
}

// Places are the names of the places on each page that others lead to, as on the page to read, in their order.
func (d DrawnPages) Places() map[int][]string {
	out, at := map[int][]string{}, d.pages.Places
	for _, name := range slices.SortedFunc(maps.Keys(at), func(a, b string) int { return cmp.Or(cmp.Compare(at[a].Y, at[b].Y), cmp.Compare(a, b)) }) {
		out[at[name].Page] = append(out[at[name].Page], name)
	}
	return out
}

// Draw draws one page as SVG; pages count from 1, and one that is not there is models.CodeNotFound. label is what the picture is called.
func (d DrawnPages) Draw(page int, label string) ([]byte, error) {
	if page < 1 || page > d.Count() {
		return nil, models.NotFound()
	}
	var out bytes.Buffer
	err := svg.Write(&out, d.pages, page, label, d.picture)
	return out.Bytes(), err
}

// draftMark stands across the pages of what is not signed yet, in files and on the screen.
const draftMark = "草稿"

// DraftPages lays out the working copy of an issue for whoever may read it. It carries the mark of a draft until it is signed.
func (n *Newsroom) DraftPages(ctx context.Context, a models.Actor, id int64) (d DrawnPages, err error) {
	var c models.EditionContent
	mark, screen := draftMark, map[string]models.StoredPicture{}
	err = n.read(ctx, a, func(tx *store.Tx) error {
		f, err := n.open(tx, a, id, false)
		if err != nil {
			return err
		}
		d.Bulletin, d.Issue, d.Label = f.bulletin, id, f.issue.Label()
		if f.issue.Workflow == models.Signed {
			mark = ""
		}
		if c, err = f.asItPrints(tx); err != nil {
			return err
		}
		return picturesIn(tx, f.bulletin.ID, c, screen)
	})
	if err != nil {
		return d, err
	}
	d.picture = n.screenPictures(screen)
	d.pages, err = n.laidOut(ctx, models.Hash(c), mark, c)
	return d, err
}

// EditionPages lays out a published issue for whoever may read it with every article.
func (n *Newsroom) EditionPages(ctx context.Context, a models.Actor, b models.Bulletin, issue int64) (d DrawnPages, err error) {
	var p EditionPage
	screen := map[string]models.StoredPicture{}
	err = n.read(ctx, a, func(tx *store.Tx) (err error) {
		if p, err = wholeEdition(tx, a, b, issue); err != nil || !p.Whole() {
			return err
		}
		return picturesIn(tx, b.ID, p.Edition.Content, screen)
	})
	e := p.Edition
	d = DrawnPages{
		Bulletin: b, Issue: issue, Archived: p.Archived, Gone: !p.Whole(),
		Label: models.IssueNumber{Kind: e.Kind, Year: e.Year, Number: e.IssueNumber, Cumulative: e.Cumulative}.Label(),
	}
	if err != nil || d.Gone {
		return d, err
	}
	d.picture = n.screenPictures(screen)
	d.pages, err = n.laidOut(ctx, e.Hash, "", e.Content)
	return d, err
}

// screenPictures give pictures in their form for screens.
func (n *Newsroom) screenPictures(known map[string]models.StoredPicture) svg.Pictures {
	return func(sha256 string) ([]byte, string, error) {
		s, ok := known[sha256]
		if !ok {
			return nil, "", models.NotFound()
		}
		data, err := n.files.Get(s.ScreenSHA256)
		return data, s.ContentType, err
	}
}

// Whoever looks at one page of an issue looks at the others next, and all come of one layout.
const (
	layoutsKept   = 4
	layoutKeptFor = time.Minute
)

func newLayouts() *otter.Cache[string, *typeset.Pages] {
	return otter.Must(&otter.Options[string, *typeset.Pages]{
		MaximumSize: layoutsKept, ExpiryCalculator: otter.ExpiryAccessing[string, *typeset.Pages](layoutKeptFor),
	})
}

// laidOut lays an issue out, or gives what was made of the same content a moment ago. hash is that of everything drawn. What is kept must
// not be changed.
func (n *Newsroom) laidOut(ctx context.Context, hash, mark string, c models.EditionContent) (*typeset.Pages, error) {
	return n.layouts.Get(ctx, hash+mark, otter.LoaderFunc[string, *typeset.Pages](func(context.Context, string) (*typeset.Pages, error) {
		p, err := n.typeset(c)
		if err != nil {
			return nil, err
		}
		p.pages.Paper.Mark = mark
		return p.pages, nil
	}))
}
