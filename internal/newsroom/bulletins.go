package newsroom

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"jianbao/internal/store"
	"jianbao/models"
)

// BulletinRow is a bulletin in the list of its administrators.
type BulletinRow struct {
	models.Bulletin
	Issues int
}

// Bulletins lists all bulletins for administrators.
func (n *Newsroom) Bulletins(ctx context.Context, a models.Actor) (out []BulletinRow, err error) {
	err = n.inspect(ctx, a, func(tx *store.Tx) error {
		bulletins, err := tx.Bulletins()
		if err != nil {
			return err
		}
		counts, err := tx.IssuesOfBulletins()
		for _, b := range bulletins {
			out = append(out, BulletinRow{Bulletin: b, Issues: counts[b.ID]})
		}
		return err
	})
	return out, err
}

// BulletinPage is everything an administrator sets of a bulletin.
type BulletinPage struct {
	Bulletin models.Bulletin
	Series   models.Series // of regular issues
	Sections []string      // section library
	Units    []string      // sending units
	Issues   int           // while there is none, the first number can still be put right
	Holders  map[models.Role][]models.User
}

// Bulletin shows the settings of a bulletin.
func (n *Newsroom) Bulletin(ctx context.Context, a models.Actor, id int64) (p BulletinPage, err error) {
	err = n.inspect(ctx, a, func(tx *store.Tx) error {
		if p.Bulletin, err = tx.Bulletin(id); err != nil {
			return err
		}
		p.Series, err = tx.Series(id, models.Regular)
		if err != nil && models.CodeOf(err) != models.CodeNotFound {
			return err
		}
		if p.Sections, err = tx.LibraryTitles(id); err != nil {
			return err
		}
		if p.Units, err = tx.UnitNames(id); err != nil {
			return err
		}
		p.Holders = map[models.Role][]models.User{}
		for _, role := range models.MemberRoles {
			if p.Holders[role], err = tx.Holders(id, role); err != nil {
				return err
			}
		}
		counts, err := tx.IssuesOfBulletins()
		p.Issues = counts[id]
		return err
	})
	return p, err
}

// Numbering is how the regular issues of a bulletin are numbered from the first one here on (起始期号).
type Numbering struct {
	Yearly          bool
	FirstNumber     int
	FirstCumulative int
}

func (s Numbering) validate() error {
	var p models.Problems
	if s.FirstNumber < 1 || s.FirstNumber > 99999 {
		p.Add("first_number", "field.out_of_range", models.Args{"Min": 1, "Max": 99999})
	}
	if s.FirstCumulative < 0 || s.FirstCumulative > 99999 {
		p.Add("first_cumulative", "field.out_of_range", models.Args{"Min": 0, "Max": 99999})
	}
	return p.Err()
}

// NewBulletin is a bulletin with the settings that an office starts from: the default chain, separation of duties on,
// amendments on, decisions on paper off.
func NewBulletin() models.Bulletin {
	return models.Bulletin{
		Access: models.Public, ArticleNumbering: models.Continuous, Chain: models.DefaultChain(), Amendments: true, Separation: true,
		Distribution: models.Distribution{To: []string{}, CC: []string{}, For: []string{}},
	}
}

// CreateBulletin makes a bulletin and its number series.
func (n *Newsroom) CreateBulletin(ctx context.Context, a models.Actor, b models.Bulletin, s Numbering) (models.Bulletin, error) {
	if err := checkBulletin(&b, s); err != nil {
		return b, err
	}
	err := n.administer(ctx, a, func(tx *store.Tx) error {
		if err := createBulletin(tx, &b, s); err != nil {
			return err
		}
		return note(tx, a, bulletinEntry("bulletin.created", b))
	})
	return b, err
}

func checkBulletin(b *models.Bulletin, s Numbering) error {
	b.Slug, b.Name, b.Host = strings.TrimSpace(b.Slug), strings.TrimSpace(b.Name), strings.TrimSpace(b.Host)
	b.Phone, b.AccessNote = strings.TrimSpace(b.Phone), strings.TrimSpace(b.AccessNote)
	var p models.Problems
	if !slices.Contains(models.AccessClasses, b.Access) {
		p.Add("access", "field.required")
	}
	if b.ArticleNumbering != models.Continuous && b.ArticleNumbering != models.PerSection {
		p.Add("article_numbering", "field.required")
	}
	return joined(b.Validate(), s.validate(), p.Err())
}

// joined makes one error of several validation errors, so that a form shows all of them at once.
func joined(list ...error) error {
	var p models.Problems
	for _, err := range list {
		if err == nil {
			continue
		}
		e, ok := err.(*models.Error) //nolint:errorlint // validation errors are never wrapped
		if !ok || e.Code != models.CodeInvalid {
			return err
		}
		p = append(p, e.Fields...)
	}
	return p.Err()
}

func createBulletin(tx *store.Tx, b *models.Bulletin, s Numbering) error {
	err := tx.CreateBulletin(b)
	if store.IsDuplicate(err) {
		return &models.Error{Code: models.CodeInvalid, Key: "error.invalid", Fields: []models.FieldError{{Field: "slug", Key: "bulletin.slug_taken"}}, Err: err}
	}
	if err != nil {
		return err
	}
	for _, kind := range models.IssueKinds {
		series := models.Series{BulletinID: b.ID, Kind: kind, FirstNumber: 1}
		if kind == models.Regular {
			series.Yearly, series.FirstNumber, series.FirstCumulative = s.Yearly, s.FirstNumber, s.FirstCumulative
		}
		if err := tx.CreateSeries(&series); err != nil {
			return err
		}
	}
	return nil
}

func bulletinEntry(action string, b models.Bulletin, details ...models.AuditDetail) models.AuditEntry {
	return models.AuditEntry{BulletinID: b.ID, Action: action, Object: object("bulletin", b.ID), Details: append(models.AuditDetails{{Name: "name", Value: b.Name}}, details...)}
}

// UpdateBulletin changes the settings of a bulletin, but not its chain, lists and layout. The first number can change only while there
// is no issue. Running reviews keep the settings that were copied into them.
func (n *Newsroom) UpdateBulletin(ctx context.Context, a models.Actor, in models.Bulletin, s Numbering) error {
	return n.changeBulletin(ctx, a, in.ID, in.Version, func(tx *store.Tx, b *models.Bulletin) (change, error) {
		before := *b
		in.Slug, in.Chain, in.CorrectionSkips, in.Informed, in.Distribution, in.ListedUnits, in.Layout = b.Slug, b.Chain, b.CorrectionSkips, b.Informed, b.Distribution, b.ListedUnits, b.Layout
		in.Position, in.CreatedAt, in.UpdatedAt = b.Position, b.CreatedAt, b.UpdatedAt
		series, counted, err := seriesOf(tx, b.ID)
		if err != nil {
			return change{}, err
		}
		if counted {
			s = Numbering{series.Yearly, series.FirstNumber, series.FirstCumulative}
		}
		if err := checkBulletin(&in, s); err != nil {
			return change{}, err
		}
		*b = in
		if !counted {
			series.Yearly, series.FirstNumber, series.FirstCumulative = s.Yearly, s.FirstNumber, s.FirstCumulative
			err = tx.UpdateSeries(series)
		}
		return change{Action: "bulletin.changed", Details: settingsChanged(before, in)}, err
	})
}

// seriesOf finds the series of regular issues; counted says that an issue has taken a number already.
func seriesOf(tx *store.Tx, bulletin int64) (s models.Series, counted bool, err error) {
	if s, err = tx.Series(bulletin, models.Regular); err != nil {
		return s, false, err
	}
	counts, err := tx.IssuesOfBulletins()
	return s, counts[bulletin] > 0, err
}

// settingsChanged lists the settings that rules depend on and that are another now.
func settingsChanged(before, after models.Bulletin) models.AuditDetails {
	var out models.AuditDetails
	for _, s := range []struct {
		name        string
		was, became any
	}{
		{"access", before.Access, after.Access},
		{"article_numbering", before.ArticleNumbering, after.ArticleNumbering},
		{"amendments", before.Amendments, after.Amendments},
		{"separation", before.Separation, after.Separation},
		{"paper_decisions", before.PaperDecisions, after.PaperDecisions},
		{"editors_publish", before.EditorsPublish, after.EditorsPublish},
		{"require_sources", before.RequireSources, after.RequireSources},
		{"mourning", before.Mourning, after.Mourning},
	} {
		if s.was != s.became {
			out = append(out, models.AuditDetail{Name: s.name, Value: fmt.Sprint(s.became)})
		}
	}
	return out
}

// Lists are what a bulletin offers to its issues.
type Lists struct {
	Sections     []string
	Units        []string
	Distribution models.Distribution
	Listed       []string // of the units, those whose readers read internal issues (限定单位名单)
}

func (l *Lists) check() error {
	var p models.Problems
	for _, list := range []struct {
		field string
		names *[]string
		most  int
	}{
		{"sections", &l.Sections, 40},
		{"units", &l.Units, 60},
		{"listed_units", &l.Listed, 60},
		{"to", &l.Distribution.To, 200},
		{"cc", &l.Distribution.CC, 200},
		{"for", &l.Distribution.For, 200},
	} {
		*list.names = distinct(*list.names)
		if len(*list.names) > models.MaxListedUnits {
			p.Add(list.field, "field.too_many", models.Args{"Max": models.MaxListedUnits})
		}
		for _, name := range *list.names {
			if n := utf8.RuneCountInString(name); n > list.most {
				p.Add(list.field, "field.too_long", models.Args{"Max": list.most, "Now": n})
			}
		}
	}
	known(&p, l.Listed, l.Units)
	return p.Err()
}

// known notes listed units that are none of the bulletin's: nobody would read by them.
func known(p *models.Problems, listed, units []string) {
	for _, unit := range listed {
		if !slices.Contains(units, unit) {
			p.Add("listed_units", "issue.unit_unknown", models.Args{"Unit": unit})
		}
	}
}

// distinct trims names and leaves out empty and repeated ones.
func distinct(names []string) []string {
	out := make([]string, 0, len(names))
	for _, name := range names {
		if name = strings.TrimSpace(name); name != "" && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// SetLists changes section library, units, and the distribution and the listed units that new issues start with.
func (n *Newsroom) SetLists(ctx context.Context, a models.Actor, id, version int64, l Lists) error {
	if err := l.check(); err != nil {
		return err
	}
	return n.changeBulletin(ctx, a, id, version, func(tx *store.Tx, b *models.Bulletin) (change, error) {
		b.Distribution, b.ListedUnits = l.Distribution, l.Listed
		if err := tx.ReplaceLibrary(id, l.Sections); err != nil {
			return change{}, err
		}
		return change{Action: "bulletin.lists"}, tx.ReplaceUnits(id, l.Units)
	})
}

func (n *Newsroom) changeBulletin(ctx context.Context, a models.Actor, id, version int64, fn func(*store.Tx, *models.Bulletin) (change, error)) error {
	return n.administer(ctx, a, func(tx *store.Tx) error {
		b, err := tx.Bulletin(id)
		if err != nil {
			return err
		}
		did, err := fn(tx, &b)
		if err != nil {
			return err
		}
		b.Version = version
		if err := tx.UpdateBulletin(&b); err != nil {
			return err
		}
		return note(tx, a, bulletinEntry(did.Action, b, did.Details...))
	})
}
