package views

import (
	"cmp"
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"jianbao/internal/i18n"
	"jianbao/models"
	"jianbao/views/components"
)

// PrintPage is what both print pages need around them.
type PrintPage struct {
	Nonce     string // of the content security policy, for the one script
	Back      string // address of the issue on the desk
	PrintedAt time.Time
	PrintedBy string
	Files     []components.Link // the same paper in each format
}

// ReviewCopyVM is the review copy (送审稿): the whole issue as it will print, marked on every page as what it is.
type ReviewCopyVM struct {
	Content models.EditionContent // with fragments
	Hash    string                // manifest hash; its check code stands on every page
	Run     int                   // 第几次送审; 0: not submitted, the copy says 草稿
	Step    string                // the step at work: 复审
}

// mark says what the paper is.
func (vm ReviewCopyVM) mark(ctx context.Context) string {
	if vm.Run == 0 {
		return i18n.T(ctx, "print.draft")
	}
	return i18n.T(ctx, "print.review_copy")
}

func (vm ReviewCopyVM) title(ctx context.Context) string {
	m := vm.Content.Manifest.Masthead
	return m.Name + m.Label() + vm.mark(ctx)
}

// SignOffSheetVM is the sign-off sheet (审签单): who approved what, when, how and with which opinion.
type SignOffSheetVM struct {
	Bulletin     string
	Label        string // 第232期
	Date         string // of the issue, YYYY-MM-DD
	Articles     int
	Pictures     int // in them: what is signed off is published with the text
	Run          int // 第几次送审
	SubmittedBy  string
	SubmittedAt  time.Time
	Contributors []string // who drafted, and so could not approve
	Steps        []SheetStep
	Earlier      []SheetEarlier // decisions that no longer count
	Amendments   []SheetAmendment
	Informed     string // who got it for information, in words
	Access       AccessShown
	Hash         string // manifest hash
	AuditSeq     int64  // head of the audit log when the sheet was printed
	AuditHash    string
}

// amount says of how many articles and pictures the issue is made.
func (vm SignOffSheetVM) amount(ctx context.Context) string {
	if vm.Pictures == 0 {
		return i18n.T(ctx, "print.articles_number", i18n.D{"Number": vm.Articles})
	}
	return i18n.T(ctx, "picture.on_sheet", i18n.D{"Articles": vm.Articles, "Pictures": vm.Pictures})
}

func (vm SignOffSheetVM) title(ctx context.Context) string {
	return i18n.T(ctx, "print.sheet_title", i18n.D{"Bulletin": vm.Bulletin})
}

// documentTitle is what the browser proposes as the name of a file.
func (vm SignOffSheetVM) documentTitle(ctx context.Context) string {
	return i18n.T(ctx, "print.sheet_document", i18n.D{"Bulletin": vm.Bulletin, "Issue": vm.Label})
}

// SheetStep is one step of the run; without By it has not been decided and gets blank lines to sign on.
type SheetStep struct {
	Name      string
	Role      string   // in words
	Duty      int      // proofreading duty; 0: none
	Checked   []string // what was ticked off, in words
	Deadline  time.Time
	By        string
	At        time.Time // when it was entered here
	DecidedOn string    // recorded decisions: the day on the paper, YYYY-MM-DD
	Way       models.Way
	Opinion   string
	Recorder  string // 由×××代录
	Authority string // 受×××委托签发, with dates and reason
	Carried   bool   // taken over from an earlier run
	Override  string // reason for acting against separation of duties
	Hash      string // manifest that was decided on
	Objection string // the person named disputes it
}

// due says until when a step that is at work is to be acted on.
func (s SheetStep) due(ctx context.Context) string {
	if s.By != "" || s.Deadline.IsZero() {
		return ""
	}
	return i18n.T(ctx, "print.due", i18n.D{"Time": i18n.DateTime(ctx, s.Deadline)})
}

// when is the time of a decision, or the day that stands on the paper.
func (s SheetStep) when(ctx context.Context) string {
	if s.Recorder != "" && s.DecidedOn != "" {
		return dateLine(ctx, s.DecidedOn)
	}
	return i18n.DateTime(ctx, s.At)
}

var sheetWays = map[models.Way]string{
	models.OnScreen:    "print.way_screen",
	models.OnPaper:     "print.way_paper",
	models.ByTelephone: "print.way_telephone",
}

// remarks are what has to be known about a decision besides its opinion, in the order in which it matters.
func (s SheetStep) remarks(ctx context.Context) []string {
	var out []string
	if key, known := sheetWays[s.Way]; known {
		out = append(out, i18n.T(ctx, key))
	}
	if s.Authority != "" {
		out = append(out, s.Authority)
	}
	if s.Recorder != "" {
		out = append(out, i18n.T(ctx, "print.recorded", i18n.D{"Name": s.Recorder, "Time": i18n.DateTime(ctx, s.At)}))
	}
	if len(s.Checked) > 0 {
		out = append(out, checkedNote(ctx, s.Duty, s.Checked))
	}
	if s.Carried {
		out = append(out, i18n.T(ctx, "print.carried"))
	}
	if s.Override != "" {
		out = append(out, i18n.T(ctx, "print.override", i18n.D{"Reason": s.Override}))
	}
	if s.Objection != "" {
		out = append(out, i18n.T(ctx, "print.objection", i18n.D{"Reason": s.Objection}))
	}
	if s.Hash != "" {
		out = append(out, i18n.T(ctx, "print.on_code", i18n.D{"Code": strings.ReplaceAll(models.CheckCode(s.Hash), " ", "\u00a0")}))
	}
	return out
}

// SheetAmendment is what a reviewer changed in an article (审改): Parts show the text in its place, Notes name what is no text (a
// paragraph moved, words set in bold).
type SheetAmendment struct {
	Step  string
	Who   string
	At    time.Time
	Title string // of the article
	Parts []ChangePart
	Notes []string
}

// ChangePart is a piece of changed text; one that is neither deleted nor inserted has stayed.
type ChangePart struct {
	Text     string
	Deleted  bool
	Inserted bool
}

// around is how many characters of unchanged text are printed on each side of a change.
const around = 16

// excerpt shortens unchanged text between changes.
func (a SheetAmendment) excerpt() []ChangePart {
	out := make([]ChangePart, len(a.Parts))
	for n, part := range a.Parts {
		if !part.Deleted && !part.Inserted {
			part.Text = shortened(part.Text, n > 0, n < len(a.Parts)-1)
		}
		out[n] = part
	}
	return out
}

// shortened keeps the start of a text that follows a change and the end of one that precedes a change.
func shortened(text string, after, before bool) string {
	runes := []rune(strings.ReplaceAll(text, "\n", " "))
	keep := 0
	if after {
		keep += around
	}
	if before {
		keep += around
	}
	if len(runes) <= keep+1 {
		return string(runes)
	}
	var head, tail string
	if after {
		head = string(runes[:around])
	}
	if before {
		tail = string(runes[len(runes)-around:])
	}
	return head + "……" + tail
}

// orDash is what stands in a cell without a value.
func orDash(s string) string { return cmp.Or(s, "—") }

// shortOpinion reports whether an opinion is a word or two, which stands larger.
func shortOpinion(s string) bool { return utf8.RuneCountInString(s) <= 12 }
