package site

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"
)

// linksOf are the addresses that a page or a map of the site names, as they stand in it.
func linksOf(contentType string, body []byte) ([]string, error) {
	switch mediaType(contentType) {
	case "text/html":
		return linksOfHTML(body)
	case "application/xml":
		return linksOfMap(body)
	}
	return nil, nil
}

func linksOfHTML(body []byte) (out []string, err error) {
	z := html.NewTokenizer(bytes.NewReader(body))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		if kind == html.StartTagToken || kind == html.SelfClosingTagToken {
			for _, a := range z.Token().Attr {
				out = append(out, linksOfAttribute(a)...)
			}
		}
	}
	if !errors.Is(z.Err(), io.EOF) {
		return nil, z.Err()
	}
	return out, nil
}

func linksOfAttribute(a html.Attribute) (out []string) {
	switch a.Key {
	case "href", "src":
		return []string{a.Val}
	case "srcset": // address, blank, width; addresses of ours hold no comma
		for candidate := range strings.SplitSeq(a.Val, ",") {
			address, _, _ := strings.Cut(strings.TrimSpace(candidate), " ")
			out = append(out, address)
		}
	}
	return out
}

// linksOfMap reads both documents of sitemaps.org.
func linksOfMap(body []byte) ([]string, error) {
	var doc struct {
		Maps  []string `xml:"sitemap>loc"`
		Pages []string `xml:"url>loc"`
	}
	err := xml.Unmarshal(body, &doc)
	return append(doc.Maps, doc.Pages...), err
}
