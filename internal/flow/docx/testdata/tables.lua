-- Reads the tables that bulletin.md has as HTML, since Markdown has no merged cells.
function RawBlock(block)
  return pandoc.read(block.text, 'html').blocks
end
