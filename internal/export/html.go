package export

import (
	"maps"

	"jianbao/models"
)

// PictureURL gives the address under which readers find a picture, http or https in full, or "": then its words stand for it.
type PictureURL func(sha256 string) string

// of is the address of a picture, where it is one that may stand in a page.
func (u PictureURL) of(p models.Picture) string {
	if u == nil {
		return ""
	}
	if src := u(p.SHA256); models.SafeHref(src) && src[:4] == "http" {
		return src
	}
	return ""
}

// plainMarks are the marks in HTML that says what things are.
var plainMarks = map[models.MarkKind]element{
	models.Bold: {tag: "strong"}, models.Italic: {tag: "em"}, models.Underline: {tag: "u"}, models.Link: {tag: "a"},
	models.Superscript: {tag: "sup"}, models.Subscript: {tag: "sub"},
}

// siteParts are those of an article that stands alone.
var siteParts = map[part]element{
	partArticle: {tag: "article"}, partTitle: {tag: "h2"}, partHeading1: {tag: "h3"}, partHeading2: {tag: "h4"}, partHeading3: {tag: "h5"},
	partParagraph: {tag: "p"}, partItem: {tag: "p"}, partNote: {tag: "p"}, partAttachment: {tag: "p"}, partFootnote: {tag: "p"},
	partQuote: {tag: "blockquote"}, partFigure: {tag: "figure"}, partCaption: {tag: "figcaption"}, partTableName: {tag: "p"},
	partTable: {tag: "table"}, partHeadCell: {tag: "th"}, partCell: {tag: "td"}, partCredit: {tag: "p"},
	partMasthead: {tag: "header"}, partAccess: {tag: "p"}, partName: {tag: "h1"}, partNumber: {tag: "p"}, partImprint: {tag: "p"},
	partEditorNote: {tag: "p"}, partColophon: {tag: "footer"}, partLine: {tag: "p"},
}

// siteIssueParts are those that stand lower in a whole issue.
var siteIssueParts = map[part]element{
	partSection: {tag: "h2"}, partTitle: {tag: "h3"}, partHeading1: {tag: "h4"}, partHeading2: {tag: "h5"}, partHeading3: {tag: "h6"},
}

// SiteArticle is one article in clean HTML for the editor of a site: elements that say what things are, without classes, ids or styles.
func SiteArticle(a models.EditionArticle, pictures PictureURL) (string, error) {
	return render(dialect{parts: siteParts, marks: plainMarks, lists: true}.entry(a, pictures.of))
}

// SiteIssue is a whole issue in the HTML of SiteArticle.
func SiteIssue(c models.EditionContent, pictures PictureURL) (string, error) {
	parts := maps.Clone(siteParts)
	maps.Copy(parts, siteIssueParts)
	return render(dialect{parts: parts, marks: plainMarks, lists: true}.whole(c, pictures.of))
}
