package site

import (
	"maps"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"jianbao/internal/paths"
)

// rule says of a pattern of addresses that it belongs to the site.
type rule struct {
	pattern string
	query   string // the one parameter that makes a page of its own; empty: none does
	api     string // the pattern under which programs read the same
}

// missing is the page for addresses that do not exist, where web servers look for it.
const missing = "/404.html"

// rules are the addresses that can be files. Search answers questions that nobody can know beforehand; previews are for one person.
var rules = []rule{
	{pattern: paths.Home, api: paths.APIBulletins},
	{pattern: paths.Robots},
	{pattern: paths.Favicon},
	{pattern: paths.SiteMap},
	{pattern: paths.BulletinMap},
	{pattern: paths.Bulletin, api: paths.APIIssues},
	{pattern: paths.Archive},
	{pattern: paths.ArchiveYear, api: paths.APIIssues},
	{pattern: paths.Issue, api: paths.APIIssue},
	{pattern: paths.Article, api: paths.APIArticle},
	{pattern: paths.ReaderSection},
	{pattern: paths.SectionFeed},
	{pattern: paths.SectionYear},
	{pattern: paths.ReaderUnits},
	{pattern: paths.ReaderUnit},
	{pattern: paths.UnitYear},
	{pattern: paths.About},
	{pattern: paths.BulletinFeed},
	{pattern: paths.IssuePicture, query: "size"},
	{pattern: paths.IssueFile},
	{pattern: paths.IssuePages},
	{pattern: paths.IssuePage},
	{pattern: paths.APISpec},
	{pattern: paths.APIBulletins},
	{pattern: paths.APIIssues, query: "year"},
	{pattern: paths.APIIssue},
	{pattern: paths.APIArticle},
	{pattern: paths.Assets},
	{pattern: missing},
}

// ruleOf finds the rule of an address, and what stands for the parameters of its pattern, still escaped.
func ruleOf(u *url.URL) (rule, []string, bool) {
	for _, r := range rules {
		if values, ok := match(r.pattern, u.EscapedPath()); ok {
			return r, values, queryFits(r, u)
		}
	}
	return rule{}, nil, false
}

// queries are the values that a parameter can have.
var queries = map[string]*regexp.Regexp{
	"year": regexp.MustCompile(`^year=[0-9]{4}$`),
	"size": regexp.MustCompile(`^size=screen$`),
}

func queryFits(r rule, u *url.URL) bool {
	return u.RawQuery == "" || r.query != "" && queries[r.query].MatchString(u.RawQuery)
}

// match holds an escaped path against a pattern. A parameter never stands for nothing.
func match(pattern, escaped string) (values []string, ok bool) {
	want, got := strings.Split(pattern, "/"), strings.Split(escaped, "/")
	if len(want) != len(got) {
		return nil, false
	}
	for i, part := range want {
		switch {
		case part == "*" || strings.HasPrefix(part, ":"):
			if got[i] == "" {
				return nil, false
			}
			values = append(values, got[i])
		case part != got[i]:
			return nil, false
		}
	}
	return values, true
}

// beside is the address under which programs read what stands at an address; empty: none. A value that its pattern has no place for is
// the year.
func beside(r rule, values []string) string {
	if r.api == "" {
		return ""
	}
	parts := strings.Split(r.api, "/")
	for i, part := range parts {
		if strings.HasPrefix(part, ":") {
			parts[i], values = values[0], values[1:]
		}
	}
	out := strings.Join(parts, "/")
	if len(values) > 0 {
		out += "?year=" + values[0]
	}
	return out
}

// fileName is where an answer with this header stands in the folder. Pages and answers for programs stand in a folder under their own
// address, since other addresses begin with it; with a query the name says it: issues/@year=2025.json. An address that no file name
// can stand for, because a part of it holds a slash or leads elsewhere, has none.
func fileName(u *url.URL, header http.Header) (string, bool) {
	var parts []string
	for part := range strings.SplitSeq(strings.Trim(u.EscapedPath(), "/"), "/") {
		name, err := url.PathUnescape(part)
		if err != nil || !isName(name) && u.Path != "/" {
			return "", false
		}
		parts = append(parts, name)
	}
	name, query := path.Join(parts...), ""
	if u.RawQuery != "" {
		query = "@" + u.RawQuery
	}
	ext := map[string]string{"text/html": ".html", "application/json": ".json"}[mediaType(header.Get("Content-Type"))]
	saved := strings.HasPrefix(header.Get("Content-Disposition"), "attachment")
	if ext == "" || saved || ext == ".json" && strings.HasSuffix(name, ext) || u.Path == missing {
		return name + query, name+query != ""
	}
	if query == "" {
		query = "index"
	}
	return path.Join(name, query+ext), true
}

// maxName is how long file systems let a name be, in bytes, with room for the ending of a name that is being written.
const maxName = 255 - 32

// isName reports whether a part of an address can be the name of a file or folder.
func isName(s string) bool {
	return s != "" && s != "." && s != ".." && len(s) <= maxName && !strings.ContainsAny(s, `/\`) && !strings.ContainsFunc(s, unicode.IsControl)
}

func mediaType(contentType string) string {
	kind, _, _ := strings.Cut(contentType, ";")
	return strings.TrimSpace(kind)
}

// inSite makes an address of a link, as it stands on a page of the site, or reports that it leads elsewhere.
func inSite(link, origin string) (string, bool) {
	link = strings.TrimPrefix(link, origin)
	u, err := url.Parse(link)
	if err != nil || u.Scheme != "" || u.Host != "" || !strings.HasPrefix(u.Path, "/") {
		return "", false
	}
	u.Fragment, u.RawFragment = "", ""
	_, _, ok := ruleOf(u)
	return u.String(), ok
}

// sorted are the keys of a map in order.
func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
