package export

import "jianbao/models"

// The editor of WeChat's public accounts drops classes, ids, style sheets, scripts, links to elsewhere and most elements; what it keeps
// is section, p, span, strong, em, sup, sub, br, img and tables, with their style attributes. Nothing else is written.

const (
	wechatRed   = "#c00000"
	wechatText  = "margin:0 0 16px;font-size:16px;line-height:1.8;color:#222222;text-align:justify;"
	wechatSmall = "font-size:14px;line-height:1.7;color:#666666;"
	wechatHead  = "margin:24px 0 12px;font-size:16px;line-height:1.6;color:#222222;font-weight:bold;text-indent:2em;"
	wechatCell  = "padding:6px 8px;border:1px solid #999999;font-size:14px;line-height:1.5;color:#222222;"
)

var wechatParts = map[part]element{
	partIssue:      {tag: "section", style: "font-size:16px;line-height:1.8;color:#222222;"},
	partMasthead:   {tag: "section", style: "margin:0 0 24px;text-align:center;"},
	partAccess:     {tag: "p", style: "margin:0 0 8px;text-align:left;" + wechatSmall},
	partName:       {tag: "p", style: "margin:0;font-size:32px;line-height:1.4;font-weight:bold;letter-spacing:4px;color:" + wechatRed + ";text-align:center;"},
	partNumber:     {tag: "p", style: "margin:8px 0 0;text-align:center;font-size:15px;line-height:1.7;color:#222222;"},
	partImprint:    {tag: "p", style: "margin:8px 0 0;padding:0 0 8px;border-bottom:2px solid " + wechatRed + ";text-align:center;font-size:15px;line-height:1.7;color:#222222;"},
	partEditorNote: {tag: "p", style: wechatText + "text-indent:2em;"},
	partSection:    {tag: "p", style: "margin:32px 0 16px;font-size:20px;line-height:1.5;font-weight:bold;color:" + wechatRed + ";text-align:center;"},
	partArticle:    {tag: "section", style: "margin:0 0 32px;"},
	partTitle:      {tag: "p", style: "margin:24px 0 16px;font-size:18px;line-height:1.5;font-weight:bold;color:#222222;text-align:center;"},
	partParagraph:  {tag: "p", style: wechatText + "text-indent:2em;"},
	partItem:       {tag: "p", style: wechatText + "text-indent:2em;"},
	partHeading1:   {tag: "p", style: wechatHead},
	partHeading2:   {tag: "p", style: wechatHead},
	partHeading3:   {tag: "p", style: wechatHead},
	partNote:       {tag: "p", style: wechatText + "text-indent:2em;"},
	partAttachment: {tag: "p", style: wechatText + "text-indent:2em;"},
	partQuote:      {tag: "section", style: "margin:0 0 16px;padding:8px 12px 0;border-left:3px solid #cccccc;"},
	partFootnote:   {tag: "p", style: "margin:0 0 8px;text-align:justify;" + wechatSmall},
	partFigure:     {tag: "section", style: "margin:0 0 16px;text-align:center;"},
	partPicture:    {tag: "img", style: "max-width:100%;height:auto;"},
	partCaption:    {tag: "p", style: "margin:4px 0 0;text-align:center;" + wechatSmall},
	partTableName:  {tag: "p", style: "margin:0 0 8px;text-align:center;font-size:15px;line-height:1.6;font-weight:bold;color:#222222;"},
	partTable:      {tag: "table", style: "width:100%;margin:0 0 16px;border-collapse:collapse;"},
	partHeadCell:   {tag: "td", style: wechatCell + "font-weight:bold;text-align:center;background-color:#f2f2f2;"},
	partCell:       {tag: "td", style: wechatCell},
	partCredit:     {tag: "p", style: "margin:0 0 8px;text-align:right;" + wechatSmall},
	partColophon:   {tag: "section", style: "margin:32px 0 0;padding:12px 0 0;border-top:1px solid #222222;"},
	partLine:       {tag: "p", style: "margin:0 0 4px;" + wechatSmall},
}

// wechatMarks has no links: the editor drops them, and what they say stays.
var wechatMarks = map[models.MarkKind]element{
	models.Bold: {tag: "strong"}, models.Italic: {tag: "em"}, models.Underline: {tag: "span", style: "text-decoration:underline;"},
	models.Superscript: {tag: "sup"}, models.Subscript: {tag: "sub"},
}

// WeChatArticle is one article with its looks in style attributes, for the clipboard and nothing else: pages of ours hold no inline
// styles, and their policy would refuse them.
func WeChatArticle(a models.EditionArticle, pictures PictureURL) (string, error) {
	return render(dialect{parts: wechatParts, marks: wechatMarks}.entry(a, pictures.of))
}

// WeChatIssue is a whole issue in the HTML of WeChatArticle.
func WeChatIssue(c models.EditionContent, pictures PictureURL) (string, error) {
	return render(dialect{parts: wechatParts, marks: wechatMarks}.whole(c, pictures.of))
}
