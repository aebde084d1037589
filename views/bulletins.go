package views

import (
	"context"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/components"
)

// BulletinsVM is the list of bulletins.
type BulletinsVM struct {
	Rows []BulletinRow
}

// BulletinRow is one bulletin of the list.
type BulletinRow struct {
	Name   string
	Slug   string
	Host   string
	Href   string
	Access models.Access
	Issues int
}

// BulletinForm is the settings of a bulletin as a form holds them. It posts slug (new bulletins only), name, host, phone,
// access_note, access, article_numbering, cadence_days, numbering, first_number, first_cumulative, and the checkboxes
// amendments, separation, paper_decisions, editors_publish, require_sources and mourning.
type BulletinForm struct {
	Slug             string
	Name             string
	Host             string
	Phone            string
	AccessNote       string
	Access           string
	ArticleNumbering string
	CadenceDays      string
	Numbering        string
	FirstNumber      string
	FirstCumulative  string
	Amendments       bool
	Separation       bool
	PaperDecisions   bool
	EditorsPublish   bool
	RequireSources   bool
	Mourning         bool
}

// NewBulletinVM is the page of a new bulletin.
type NewBulletinVM struct {
	Form BulletinForm
}

// BulletinVM is everything that is set of a bulletin: the settings in one form; the chain, which has its own page; and the lists
// in another form, which posts sections, units, listed_units, to, cc and for, one name a line.
type BulletinVM struct {
	ID       int64
	Version  int64
	Name     string // as stored
	Form     BulletinForm
	Numbered bool // an issue has taken a number: the first one stands
	Chain    []ChainLine
	Sections string
	Units    string
	Listed   string // listed units of new issues
	To       string
	CC       string
	For      string
}

var articleNumberings = []models.ArticleNumbering{models.Continuous, models.PerSection}

var articleNumberingNames = map[models.ArticleNumbering]string{
	models.Continuous: "bulletin.articles_continuous",
	models.PerSection: "bulletin.articles_per_section",
}

// switches are the settings that are on or off.
func (f BulletinForm) switches(ctx context.Context) []components.CheckProps {
	return []components.CheckProps{
		{Name: "amendments", Label: i18n.T(ctx, "bulletin.amendments"), Help: i18n.T(ctx, "bulletin.amendments_help"), Checked: f.Amendments},
		{Name: "separation", Label: i18n.T(ctx, "bulletin.separation"), Help: i18n.T(ctx, "bulletin.separation_help"), Checked: f.Separation},
		{Name: "paper_decisions", Label: i18n.T(ctx, "bulletin.paper_decisions"), Help: i18n.T(ctx, "bulletin.paper_decisions_help"), Checked: f.PaperDecisions},
		{Name: "editors_publish", Label: i18n.T(ctx, "bulletin.editors_publish"), Help: i18n.T(ctx, "bulletin.editors_publish_help"), Checked: f.EditorsPublish},
		{Name: "require_sources", Label: i18n.T(ctx, "bulletin.require_sources"), Help: i18n.T(ctx, "bulletin.require_sources_help"), Checked: f.RequireSources},
		{Name: "mourning", Label: i18n.T(ctx, "bulletin.mourning"), Help: i18n.T(ctx, "bulletin.mourning_help"), Checked: f.Mourning},
	}
}

func (vm BulletinVM) href() string { return paths.To(paths.BulletinEdit, vm.ID) }
