package newsroom

import (
	"context"
	"errors"
	"io"
	"strings"

	"jianbao/internal/export"
	"jianbao/models"
)

// ClipTarget is whom a copied text is for.
type ClipTarget string

// The targets: a web site takes clean HTML, WeChat keeps only looks that stand in the text.
const (
	ForSite   ClipTarget = "site"
	ForWeChat ClipTarget = "wechat"
)

// Clip is a text on its way into the clipboard: HTML, and the same as plain text for places that take no HTML.
type Clip struct {
	HTML string `json:"html"`
	Text string `json:"text"`
}

// clipper makes the HTML of issues and articles for one target.
type clipper struct {
	issue   func(models.EditionContent, export.PictureURL) (string, error)
	article func(models.EditionArticle, export.PictureURL) (string, error)
}

var clippers = map[ClipTarget]clipper{
	ForSite:   {export.SiteIssue, export.SiteArticle},
	ForWeChat: {export.WeChatIssue, export.WeChatArticle},
}

// Clip is an issue (article 0) or one of its articles for the clipboard, for whoever may read the working copy. picture gives
// addresses that whoever pastes can reach.
func (n *Newsroom) Clip(ctx context.Context, a models.Actor, issue, article int64, target ClipTarget, picture func(sha256 string) string) (Clip, error) {
	of, known := clippers[target]
	if !known {
		return Clip{}, models.NotFound()
	}
	p, err := n.Review(ctx, a, issue)
	if err != nil {
		return Clip{}, err
	}
	p.Content = p.Content.Printed()
	if article == 0 {
		html, err := of.issue(p.Content, picture)
		return clip(html, err, func(w io.Writer) error { return export.WriteText(w, p.Content) })
	}
	for _, s := range p.Content.Sections {
		for _, art := range s.Articles {
			if art.ID == article {
				html, err := of.article(art, picture)
				return clip(html, err, func(w io.Writer) error { return export.WriteArticleText(w, art) })
			}
		}
	}
	return Clip{}, models.NotFound()
}

func clip(html string, err error, text func(io.Writer) error) (Clip, error) {
	var b strings.Builder
	err = errors.Join(err, text(&b))
	return Clip{HTML: html, Text: b.String()}, err
}
