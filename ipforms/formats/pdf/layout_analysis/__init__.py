"""Layout analysis: `PdfPage` → lines, tables, cells, paragraphs. Geometry alone; nothing here calls PDFium.

- `ruling_lines`, `table_grid`: ruling lines → tables → cells
- `character_heights`, `writing_systems`, `text_lines`: characters → lines
- `strikethrough`, `symbol_fallback`: text that was struck out; boxes printed with a substitute font
- `line_break_rules`, `listed_numbers`, `line_joins`, `gap_ambiguities`: lines → the text that was typed
- `field_overlay`, `printed_checkboxes`: values and boxes of a form among the print around them
- `page_layout`: one page analysed
- `table_continuation`, `headers_footers`: tables over several pages; headers and footers
- `whitespace_restore`: the blanks that `whitespace_stream` carries, put back
"""
