// Package manuscript reads one issue of a bulletin from plain text, or from a file whose paragraphs are known (ReadFlow):
// masthead, sections, articles, blocks, colophon and distribution list, with every repair it made, every line it left out and
// every decision it is not sure of.
//
// It never changes wording, never guesses at it, and loses nothing: each character of the decoded text that is no blank
// belongs to exactly one span of the result (Document.CheckCoverage), and a text is the concatenation of its spans. It knows
// neither the database nor the rest of the product.
//
// # How an issue is recognised
//
// Each step takes the lines it understands off the list and leaves the rest to the next (reader.read):
//
//  1. decode: UTF-8, UTF-16 with a mark, or GB18030, strictly; what is no text is refused (Error).
//  2. lines of their own kind: page numbers; the masthead with its contents list, up to the last line that fills a place of
//     it; the foot, read upwards from the end; running heads; tables; drawn lines. A contents list is told from the text by
//     its titles coming back; its titles then help to tell titles from sub-headings.
//  3. cuts: a paragraph that a page end cut is joined when the evidence outweighs that of a title: length, what stands at
//     the cut, open brackets, indents, a page number between, and whether the words at the cut occur elsewhere (weigh).
//  4. outline: which marks stand for sections and which for articles is decided for the whole issue at once. Every pair of
//     families (一、 （一） 1. 【】 ★ ● none …) that occurs is tried as a reading, and the one that fits best is kept (score).
//     What counts against a reading: numbers out of order, sections without articles, articles without text, titles above
//     the article's rank inside it, headings with nothing under them, numberings that do not begin at 1, sources in the
//     middle of an article, text before the first title, titles that disagree with the contents list. What counts for it: section titles that
//     are brief and use a section's words, and what offices usually do.
//  5. blocks: the inside of each article, by marks and shape. A short line without a number between paragraphs is a likely
//     heading.
//
// # Files that know more than their text
//
// A flow.File (ReadFlow for an issue, ReadArticle for one article) is written out as lines (project), and the lines are read as
// above, with what the file knows of each: tables, notes, pictures, heads and feet of pages are taken off first (takeKnown), no
// paragraph is joined with the next (weighParagraphs), and looks rank what could be a title (takeLooks): a line without a
// number that stands out is a title of the family of its look, and the families of looks take part in the outline like those of
// numbers. Marks and references to notes come back by Document.Runs.
//
// # Decisions
//
// A person overrides recognition with Decisions, which name source lines; ReadWith reads the file again with them, so that
// the result is always a function of the file and the decisions. Repairs, proposals and doubts have stable ids.
package manuscript
