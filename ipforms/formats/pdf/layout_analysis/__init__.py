"""Layout analysis: `PdfPage` → lines, tables, cells, paragraphs. Geometry alone; nothing here calls PDFium.

- `character_cleanup`: characters cut to their height; struck text taken away
- `ruling_lines`, `table_grid`: ruling lines → tables → cells
- `text_lines`: characters → lines
- `line_break_rules`, `line_joins`, `gap_ambiguities`: lines → the text that was typed, and what they do not tell
- `field_overlay`, `printed_checkboxes`: values and boxes of a form among the print around them
- `page_layout`: one page analysed
- `table_continuation`, `headers_footers`: tables over several pages; headers and footers
- `whitespace_restore`: the blanks that `whitespace_stream` carries, put back
"""
