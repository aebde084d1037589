// Package layout frames pages: the desk of the staff, and the plain sheet of sign-in, set-up and errors. It draws what it is
// given and decides nothing; a page of the desk is handed a DeskPage and passes it on.
package layout

import (
	"context"
	"slices"
	"strings"

	"jianbao/internal/i18n"
	"jianbao/internal/paths"
	"jianbao/models"
	"jianbao/views/components"
)

// DeskPage is what every page of the desk needs around it.
type DeskPage struct {
	Title     string         // of the document; the page writes its own heading
	Bulletin  BulletinChoice // the one at work; without a slug on pages that belong to none
	Bulletins []BulletinChoice
	Role      string // 当前身份 in words
	Roles     []RoleChoice
	RoleField models.Role // the acting role the page was drawn for; every form carries it as `role`
	User      string      // name of who is signed in
	Nav       []NavItem
	Bell      Bell // without an address on pages that belong to no bulletin
	Flash     *Flash
	Problems  components.Problems
	Nonce     string // of the content security policy, for the one script
	Wide      bool   // the page uses the whole width: the mapping screen, comparisons
	Writing   bool   // the page has the editor: the help lists its keys too
}

// Form begins a form of this page: to an address, about a thing of a version (0: it has none).
func (p DeskPage) Form(action string, version int64) components.FormProps {
	return components.FormProps{Action: action, Role: string(p.RoleField), Version: version}
}

func (p DeskPage) switchesRole() bool     { return len(p.Roles) > 1 }
func (p DeskPage) switchesBulletin() bool { return len(p.Bulletins) > 1 }

// BulletinChoice is one bulletin that the user works for.
type BulletinChoice struct {
	Name string
	Slug string
}

// RoleChoice is one role that the user holds in the bulletin at work.
type RoleChoice struct {
	Role    models.Role // posted to paths.ActingRole as `to`
	Label   string
	Current bool
}

// Bell leads to the notices.
type Bell struct {
	Href   string
	Unread int
}

func (b Bell) label(ctx context.Context) string {
	if b.Unread == 0 {
		return i18n.T(ctx, "notice.title")
	}
	return i18n.T(ctx, "notice.bell", i18n.D{"Count": b.Unread})
}

// BellOf is the bell of a role in a bulletin: of the roles that have something to do there.
func BellOf(slug string, role models.Role, unread int) Bell {
	if slug == "" || !works(role) {
		return Bell{}
	}
	return Bell{Href: paths.To(paths.Notices, slug), Unread: unread}
}

// works reports whether a role has something to do in a bulletin.
func works(r models.Role) bool {
	return anyOf(models.Editor, models.Proofreader, models.Reviewer, models.Signer)(r)
}

// NavItem is one place of the desk.
type NavItem struct {
	Label   string
	Href    string
	Icon    components.IconName
	Count   int    // what waits there; 0 is not shown
	Key     string // that leads there, as aria-keyshortcuts writes it; empty: none
	Current bool
	Rest    bool // on a phone it stands under 更多
}

// Flash is what the last act did, said once.
type Flash struct {
	Kind components.Tone // Good when it worked
	Text string
	Undo *Undo
}

// Undo takes the last act back by one post.
type Undo struct {
	Action string // address it posts to
	Label  string // 撤销 when empty
	Fields []Field
}

// Field is one hidden value of an undo form.
type Field struct{ Name, Value string }

// PlainPage is what a page outside the desk needs around it.
type PlainPage struct {
	Title    string
	Brand    string // name above the sheet; the product's when empty
	Flash    *Flash
	Problems components.Problems
	Nonce    string
	Wide     bool // set-up: a longer form
}

// RoleName is a role in words.
func RoleName(ctx context.Context, r models.Role) string {
	if key, ok := roleNames[r]; ok {
		return i18n.T(ctx, key)
	}
	return string(r)
}

var roleNames = map[models.Role]string{
	models.Editor:      "role.editor",
	models.Proofreader: "role.proofreader",
	models.Reviewer:    "role.reviewer",
	models.Signer:      "role.signer",
	models.Admin:       "role.admin",
	models.Auditor:     "role.auditor",
	models.Reader:      "role.reader",
	models.Visitor:     "role.visitor",
}

// NavFacts are what the rail is made from.
type NavFacts struct {
	Slug string // of the bulletin at work
	Role models.Role
	Path string // of the request, to mark the place one is in
	ToDo int    // what waits on the to-do page
	Mail int    // mails that were given up, for administrators
}

// place is one row of the rail: who is shown it follows the permission table.
type place struct {
	key     string
	icon    components.IconName
	pattern string
	shown   func(models.Role) bool
	handy   func(models.Role) bool // who uses it most, and so finds it first; on a phone it is not under 更多
}

func may(action models.Action) func(models.Role) bool {
	return func(r models.Role) bool { return models.ConditionFor(action, r) != models.Never }
}

// readsEditionsOnly is for whom the readers' search finds everything that they may read.
func readsEditionsOnly(r models.Role) bool {
	return may(models.ReadEdition)(r) && !may(models.ReadUnpublished)(r)
}

func anyOf(roles ...models.Role) func(models.Role) bool {
	return func(r models.Role) bool { return slices.Contains(roles, r) }
}

// nobody is no role.
func nobody(models.Role) bool { return false }

var places = []place{
	{"nav.todo", components.IconToDo, paths.ToDo, works, works},
	{"nav.material", components.IconImport, paths.Materials, may(models.EditContent), may(models.EditContent)},
	{"nav.issues", components.IconEdit, paths.Issues, may(models.ReadUnpublished), may(models.ReadUnpublished)},
	{"nav.pool", components.IconPool, paths.Pool, may(models.EditContent), may(models.EditContent)},
	{"nav.search", components.IconSearch, paths.DeskSearch, may(models.ReadUnpublished), may(models.ReadUnpublished)},
	{"nav.search", components.IconSearch, paths.Search, readsEditionsOnly, anyOf(models.Reader)},
	{"nav.archive", components.IconArchive, paths.Archive, may(models.ReadEdition), anyOf(models.Proofreader, models.Reviewer, models.Signer, models.Reader)},
	{"nav.report", components.IconFile, paths.Report, may(models.ReadReport), anyOf(models.Auditor)},
	{"nav.figures", components.IconEye, paths.Figures, may(models.ReadFigures), nobody},
	{"nav.audit", components.IconLog, paths.Audit, may(models.ReadAudit), anyOf(models.Auditor, models.Admin)},
	{"nav.users", components.IconUser, paths.Users, may(models.ManageBulletin), may(models.ManageBulletin)},
	{"nav.bulletins", components.IconAdmin, paths.Bulletins, may(models.ManageBulletin), may(models.ManageBulletin)},
	{"nav.mail", components.IconMail, paths.MailRoom, may(models.ManageBulletin), may(models.ManageBulletin)},
}

// railFits is how many places stand beside each other on a phone.
const railFits = 5

// Nav is the rail of a role in a bulletin: what the role uses most first. An administrator without a bulletin at work sees the administration
// alone.
func Nav(ctx context.Context, f NavFacts) []NavItem {
	var out, rest []NavItem
	for _, p := range places {
		item := NavItem{Label: i18n.T(ctx, p.key), Href: p.pattern, Icon: p.icon, Rest: !p.handy(f.Role)}
		if strings.Contains(p.pattern, ":") {
			item.Href = paths.To(p.pattern, f.Slug)
		}
		if !p.shown(f.Role) || f.Slug == "" && item.Href != p.pattern {
			continue
		}
		switch p.pattern {
		case paths.ToDo:
			item.Count = f.ToDo
		case paths.MailRoom:
			item.Count = f.Mail
		case paths.DeskSearch, paths.Search:
			item.Key = "Alt+/"
		}
		if item.Rest {
			rest = append(rest, item)
		} else {
			out = append(out, item)
		}
	}
	out = append(out, rest...)
	for i := range out {
		out[i].Rest = out[i].Rest && len(out) > railFits
	}
	mark(out, f.Path)
	return out
}

// mark finds the place a path lies in: the longest address that it starts with. Articles and imports are part of editing; the
// to-do page, whose address every other one starts with, is a place of its own.
func mark(items []NavItem, path string) {
	path = strings.NewReplacer("/articles/", "/issues/", "/imports", "/issues").Replace(path)
	best, length := -1, 0
	for i, item := range items {
		within := path == item.Href || item.Icon != components.IconToDo && strings.HasPrefix(path, item.Href+"/")
		if within && len(item.Href) > length {
			best, length = i, len(item.Href)
		}
	}
	if best >= 0 {
		items[best].Current = true
	}
}

// bar is the part of the rail that is always in sight.
func (p DeskPage) bar() []NavItem { return p.places(false) }

// rest is the part of the rail that a phone has under 更多.
func (p DeskPage) rest() []NavItem { return p.places(true) }

func (p DeskPage) places(rest bool) (out []NavItem) {
	for _, item := range p.Nav {
		if item.Rest == rest {
			out = append(out, item)
		}
	}
	return out
}

// restCount is what waits under 更多, and restHere the place there that one is in.
func (p DeskPage) restCount() (n int) {
	for _, item := range p.rest() {
		n += item.Count
	}
	return n
}

func (p DeskPage) restHere() string {
	for _, item := range p.rest() {
		if item.Current {
			return item.Label
		}
	}
	return ""
}

// bulletinName is what the top bar shows: the bulletin at work, or the product where there is none.
func (p DeskPage) bulletinName(ctx context.Context) string {
	if p.Bulletin.Name == "" {
		return i18n.T(ctx, "desk.product")
	}
	return p.Bulletin.Name
}

func (f Flash) icon() components.IconName {
	switch f.Kind {
	case components.Good:
		return components.IconGood
	case components.Warn, components.Bad:
		return components.IconWarn
	default:
		return components.IconInfo
	}
}

func (u Undo) label(ctx context.Context) string {
	if u.Label == "" {
		return i18n.T(ctx, "desk.undo")
	}
	return u.Label
}
