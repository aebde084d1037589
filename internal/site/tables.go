package site

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
)

// tables tell web servers what a file's name does not say: the type of what has no ending, the name under which a reader saves it, and
// what was withdrawn.
var tables = []struct {
	name  string
	write func(m manifest) []byte
}{
	{"_headers", headersTable},
	{"_nginx.conf", nginxTable},
}

// typesOfEndings are what web servers make of the ending of a name.
var typesOfEndings = map[string]string{
	".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".png": "image/png", ".svg": "image/svg+xml", ".txt": "text/plain",
	".woff2": "font/woff2", ".xml": "application/xml",
}

// inUTF8 are the types of typesOfEndings that say so.
var inUTF8 = []string{".css", ".html", ".js", ".txt", ".xml"}

// typeUntold reports whether the name of a page's file does not tell its type.
func typeUntold(p page) bool {
	return typesOfEndings[path.Ext(p.File)] != mediaType(p.Header["Content-Type"])
}

// headersTable is the form that Netlify, Cloudflare Pages and others read.
func headersTable(m manifest) []byte {
	var b bytes.Buffer
	b.WriteString("/*\n")
	writeFields(&b, m.Header)
	for _, address := range sorted(m.Pages) {
		p := m.Pages[address]
		if strings.Contains(address, "?") || p.Header["Content-Disposition"] == "" && !typeUntold(p) {
			continue
		}
		b.WriteString(address + "\n")
		writeFields(&b, p.Header)
	}
	return b.Bytes()
}

func writeFields(b *bytes.Buffer, h header) {
	for _, name := range sorted(h) {
		fmt.Fprintf(b, "  %s: %s\n", name, h[name])
	}
}

// nginxTable gives nginx variables, and is to be included beside its server blocks. What was withdrawn is known by the address that is
// asked for, everything else by the file that answers it.
func nginxTable(m manifest) []byte {
	types, names, gone := map[string]string{}, map[string]string{}, map[string]string{}
	policy := m.Header[policyField]
	for _, address := range sorted(m.Pages) {
		p := m.Pages[address]
		if typeUntold(p) {
			types[quoted("/"+p.File)] = p.Header["Content-Type"]
		}
		if v := p.Header["Content-Disposition"]; v != "" {
			names[quoted("/"+p.File)], policy = v, p.Header[policyField]
		}
		if u, err := url.Parse(address); err == nil && u.RawQuery == "" && p.Status == http.StatusGone {
			gone[quoted(u.Path)] = "1"
		}
	}
	for ending, kind := range typesOfEndings {
		if slices.Contains(inUTF8, ending) {
			kind += "; charset=utf-8"
		}
		types[`~\`+ending+"$"] = kind
	}
	var b bytes.Buffer
	writeMap(&b, "$uri", "type", "", types)
	writeMap(&b, "$uri", "disposition", "", names)
	writeMap(&b, "$jianbao_disposition", "policy", policy, map[string]string{`""`: m.Header[policyField]})
	writeMap(&b, "$uri", "gone", "", gone)
	// What somebody writes into a query never becomes part of a file's name, but for these.
	b.WriteString("map $args $jianbao_query {\n\tdefault \"\";\n\t\"size=screen\" \"@size=screen\";\n\t\"~^year=[0-9][0-9][0-9][0-9]$\" \"@$args\";\n}\n")
	return b.Bytes()
}

func writeMap(b *bytes.Buffer, of, variable, otherwise string, values map[string]string) {
	fmt.Fprintf(b, "map %s $jianbao_%s {\n\tdefault %s;\n", of, variable, quoted(otherwise))
	for _, key := range sorted(values) {
		fmt.Fprintf(b, "\t%s %s;\n", key, quoted(values[key]))
	}
	b.WriteString("}\n")
}

// quoted is a string of nginx's configuration. A dollar would stand for a variable; in the name of a file it can be written otherwise.
func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "$", "%24").Replace(s) + `"`
}
