package views

import (
	"context"
	"strings"
	"time"

	"jianbao/internal/i18n"
	"jianbao/views/components"
)

// AccountVM is one's own account. It posts current, password and again to paths.AccountPass, and nothing to
// paths.AccountSession.
type AccountVM struct {
	Now        time.Time
	Login      string
	Name       string
	MustChange bool // the password was set by somebody else: nothing else is possible before it is changed
	Roles      []RolesIn
	Signs      []components.Link // where one can have somebody else sign
	Sessions   []SessionRow
	Mail       *MailVM // nil: the system sends none
}

// RolesIn are the roles held in one bulletin.
type RolesIn struct {
	Bulletin string
	Roles    []string
}

// SessionRow is one browser that is signed in.
type SessionRow struct {
	Browser string // as it describes itself
	IP      string
	Since   time.Time
	Seen    time.Time
	Current bool
	EndHref string
}

// roles are the bulletins and roles as definitions.
func (vm AccountVM) roles() components.DefinitionsProps {
	var d components.DefinitionsProps
	for _, r := range vm.Roles {
		d.Items = append(d.Items, components.Definition{Term: r.Bulletin, Text: strings.Join(r.Roles, "、")})
	}
	return d
}

// browsers and systems are looked for in this order: most browsers also name those they descend from.
var browsers = [][2]string{
	{"Edg/", "Edge"}, {"360SE", "360"}, {"QQBrowser/", "QQ"}, {"Firefox/", "Firefox"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"},
}

var systems = [][2]string{
	{"Android", "Android"}, {"HarmonyOS", "HarmonyOS"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"}, {"Mac OS", "macOS"}, {"Linux", "Linux"},
}

// browser names a browser as a person would.
func (r SessionRow) browser(ctx context.Context) string {
	var parts []string
	for _, table := range [][][2]string{browsers, systems} {
		for _, row := range table {
			if strings.Contains(r.Browser, row[0]) {
				parts = append(parts, row[1])
				break
			}
		}
	}
	if len(parts) == 0 {
		return i18n.T(ctx, "account.unknown_browser")
	}
	return strings.Join(parts, " · ")
}
