package views

import (
	"context"
	"strconv"
	"time"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/components"
)

// MaterialsVM is the register of material. The query is unit, from and to (days), fate and page.
//
// Forms, each with role: paths.Materials with file (several), unit, sender, channel, received and note.
type MaterialsVM struct {
	Slug     string
	Now      time.Time
	CanEdit  bool
	Query    MaterialQuery
	Units    []components.Option // to filter by; the first one, with an empty value, means all
	Known    []string            // to choose from when registering
	Typed    MaterialForm
	Open     bool // the form is unfolded
	MaxSize  int  // MB of one file
	MaxFiles int  // of one form
	Accept   string
	Rows     []MaterialRow
	Paging   components.PaginationProps
}

// MaterialQuery is what the list is narrowed to.
type MaterialQuery struct {
	Unit, From, To string
	Fate           models.Fate
}

func (q MaterialQuery) narrows() bool { return q != MaterialQuery{} }

// MaterialForm is what a person writes of material. Received is local, as a browser's field has it: 2026-11-02T09:30.
type MaterialForm struct {
	Unit, Sender, Note, Received string
	Channel                      models.Channel
}

// MaterialRow is one entry of the register.
type MaterialRow struct {
	ID        int64
	Title     string
	File      string
	Unit      string
	Sender    string
	Channel   models.Channel
	Received  time.Time
	Fate      models.Fate
	Issue     LinkTitle // that uses it
	Reason    string
	ArticleID int64
	Unread    string // message key; empty: the text was read
	Alike     []AlikeRow
}

// AlikeRow is something that material resembles.
type AlikeRow struct {
	Kind    models.AlikeKind
	Percent int
	Title   LinkTitle
	Issue   string // 第87期; empty: the pool
}

// MaterialVM is one entry of the register.
//
// Forms, each with role and version: paths.Material with unit, sender, channel, received and note; paths.MaterialFate with
// fate and reason.
type MaterialVM struct {
	MaterialRow
	Slug      string
	Now       time.Time
	Version   int64
	CanEdit   bool
	Typed     MaterialForm
	Chosen    models.Fate
	Because   string
	Known     []string
	Size      int64
	SHA256    string
	By        string
	At        time.Time
	DecidedBy string
	DecidedAt time.Time
	Omitted   []models.Omission
	Text      models.ArticleText
}

var fateNames = map[models.Fate]string{
	models.Received: "material.fate.received", models.Adopted: "material.fate.adopted",
	models.HeldOver: "material.fate.held_over", models.Declined: "material.fate.declined",
}

var fateChips = map[models.Fate]components.ChipProps{
	models.Received: {Shape: components.Ring},
	models.Adopted:  {Shape: components.Disc, Tone: components.Good},
	models.HeldOver: {Shape: components.Pause, Tone: components.Info},
	models.Declined: {Shape: components.Cross},
}

func fateChip(ctx context.Context, f models.Fate) components.ChipProps {
	chip := fateChips[f]
	chip.Text = i18n.T(ctx, fateNames[f])
	return chip
}

var channelNames = map[models.Channel]string{
	models.ChannelUnspecified: "material.channel.none", models.ChannelMail: "material.channel.mail", models.ChannelChat: "material.channel.chat",
	models.ChannelPaper: "material.channel.paper", models.ChannelFax: "material.channel.fax", models.ChannelTelephone: "material.channel.telephone",
	models.ChannelOther: "material.channel.other",
}

var alikeNames = map[models.AlikeKind]string{
	models.SameFile: "material.alike.file", models.SameText: "material.alike.text", models.SameTitle: "material.alike.title",
}

var omissionNames = map[string]string{
	"deletion": "material.omitted.deletion", "hidden": "material.omitted.hidden", "comment": "material.omitted.comment", "macro": "material.omitted.macro",
	"external": "material.omitted.external", "object": "material.omitted.object", "field": "material.omitted.field", "script": "material.omitted.script",
	"spacing": "material.omitted.spacing", "scan": "material.omitted.scan",
}

func (vm MaterialsVM) href(row MaterialRow) string { return paths.To(paths.Material, vm.Slug, row.ID) }

func (vm MaterialsVM) fates(ctx context.Context) []components.Option {
	return append([]components.Option{{Label: i18n.T(ctx, "material.fate.all")}}, options(ctx, models.Fates, fateNames)...)
}

// empty says what the register is for, or that the filter leaves nothing.
func (vm MaterialsVM) empty(ctx context.Context) components.EmptyProps {
	if vm.Query.narrows() {
		return components.EmptyProps{Title: i18n.T(ctx, "material.none_here"), Step: components.Link{Label: i18n.T(ctx, "material.show_all"), Href: paths.To(paths.Materials, vm.Slug)}}
	}
	return components.EmptyProps{Title: i18n.T(ctx, "material.empty"), Text: i18n.T(ctx, "material.empty_text")}
}

// who names unit and correspondent.
func (row MaterialRow) who(ctx context.Context) string {
	switch {
	case row.Unit == "" && row.Sender == "":
		return i18n.T(ctx, "material.unit_unknown")
	case row.Unit == "" || row.Sender == "":
		return row.Unit + row.Sender
	}
	return row.Unit + "　" + row.Sender
}

func (row AlikeRow) words(ctx context.Context) string {
	return i18n.T(ctx, alikeNames[row.Kind], i18n.D{"Percent": row.Percent})
}

func (vm MaterialVM) facts(ctx context.Context) components.DefinitionsProps {
	items := []components.Definition{
		{Term: i18n.T(ctx, "material.file"), Text: i18n.T(ctx, "material.file_size", i18n.D{"Name": vm.File, "Size": i18n.Size(vm.Size)}), Href: paths.To(paths.MaterialFile, vm.Slug, vm.ID)},
		{Term: i18n.T(ctx, "material.sha256"), Text: shortHash(vm.SHA256), Code: true},
		{Term: i18n.T(ctx, "material.registered"), Text: i18n.T(ctx, "material.by_at", i18n.D{"Who": vm.By, "At": i18n.DateTime(ctx, vm.At)})},
	}
	if vm.DecidedBy != "" {
		items = append(items, components.Definition{Term: i18n.T(ctx, "material.decided"), Text: i18n.T(ctx, "material.by_at", i18n.D{"Who": vm.DecidedBy, "At": i18n.DateTime(ctx, vm.DecidedAt)})})
	}
	return components.DefinitionsProps{Items: items}
}

// omission says what of a file did not become text.
func omission(ctx context.Context, o models.Omission) string {
	text := i18n.T(ctx, omissionNames[o.Kind], i18n.D{"Count": strconv.Itoa(o.Count)})
	if o.Sample != "" {
		text += i18n.T(ctx, "material.omitted.sample", i18n.D{"Sample": o.Sample})
	}
	return text
}
