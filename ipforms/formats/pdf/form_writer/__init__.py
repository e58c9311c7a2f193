"""The writer of fillable forms: a DOCX with markers → the blank form; values → the filled one; fields → print.

Made once a form and process:

1. `field_layout`: the print without its values, and where these belong;
2. `slot_boxes`: Typst sets the print and says where each place is;
3. `widgets`, `answer_boxes`, `acroform_dict`, `blank_form`: pypdf writes the blank form, with a field at each place.

For each set of values:

4. `line_breaking`, `font_faces`, `appearance_streams`: values set in their fields, drawn with the package's fonts;
5. `overflow_pages`: what has no room goes on further pages;
6. `form_filling`, `font_embedding`, `object_writer`: all of that, with subsets of the fonts, in the blank form.

`field_flattening` and `appearance_check` make print of the fields of any filled form.
"""
