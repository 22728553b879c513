"""Looks for marks in everything that is kept or was sent, and tells where they are, as a JSON list.

usage: find_marks.py FOLDER MARK...

Files are read as bytes, in UTF-8 and UTF-16, with the marks' digits in Latin and in Persian. Of e-mails
every part is decoded; of PDF documents the text is taken out.
"""

import email
import email.policy
import io
import json
import os
import sys
import zlib

import pypdfium2

folder, marks = sys.argv[1], sys.argv[2:]
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
spellings = {s: mark for mark in marks for s in (mark, mark.translate(PERSIAN))}
found = []


def look(place, data):
    for spelling, mark in spellings.items():
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            if spelling.encode(encoding) in data:
                found.append([place, mark])
                break
    if data.startswith(b"%PDF"):
        for page in pypdfium2.PdfDocument(data):
            look(place + " as text", page.get_textpage().get_text_range().encode())
    if data.startswith(b"\x1f\x8b"):
        look(place + " unpacked", zlib.decompress(data, 31))


def look_at_mail(place, data):
    message = email.message_from_bytes(data, policy=email.policy.default)
    for name, value in message.items():
        look(f"{place}: {name}", str(value).encode())
    for part in message.walk():
        if not part.is_multipart():
            look(f"{place}: {part.get_content_type()}", part.get_payload(decode=True))


for root, _, names in os.walk(folder):
    for name in names:
        path = os.path.join(root, name)
        with open(path, "rb") as file:
            data = file.read()
        look(os.path.relpath(path, folder), data)
        if name.endswith(".eml"):
            # A test's server writes the envelope first.
            look_at_mail(name, data.split(b"\n", 1)[1] if data.startswith(b"{") else data)
print(json.dumps(found))
