// Package export writes an issue in the forms that leave the system beside Word and PDF: plain text that intake reads back,
// Markdown, JSON, EPUB 3, clean HTML for the site, inline-styled HTML for WeChat, and the archive of a whole issue.
//
// Everything is made from the content of an edition and from pictures that the caller hands out, and is the same, byte for byte,
// whenever it is made from the same content: no clock, no random id, no machine goes into it. The words it adds are those that the
// paper prints (models.Credits and its neighbours). It knows neither the database nor who may see what: whoever calls it has asked.
package export
