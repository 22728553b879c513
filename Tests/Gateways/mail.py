"""Prints what a mail program makes of an e-mail, as a JSON object."""

import email
import email.policy
import io
import json
import sys

import pypdfium2
import zxingcpp
from PIL import Image


def barcodes(picture):
    return [f"{b.format}: {b.text}" for b in zxingcpp.read_barcodes(picture.convert("L"))]


def tree(part):
    if part.is_multipart():
        return {part.get_content_type(): [tree(p) for p in part.iter_parts()]}
    return part.get_content_type()


with open(sys.argv[1], "rb") as file:
    raw = file.read()
message = email.message_from_bytes(raw, policy=email.policy.default)
told = {
    "tree": json.dumps(tree(message)),
    "headers": [name for name, _ in message.items()],
    "subject": message["subject"],
    "from": message["from"].addresses[0].addr_spec,
    "from_name": message["from"].addresses[0].display_name,
    "to": [a.addr_spec for a in message["to"].addresses],
    "to_name": message["to"].addresses[0].display_name,
    "date": message["date"].datetime.isoformat(),
    "message_id": message["message-id"],
    "language": message["content-language"],
    "defects": [repr(d) for part in message.walk() for d in part.defects]
    + [repr(d) for _, value in message.items() for d in value.defects],
    "longest_line": max(len(line) for line in raw.split(b"\r\n")),
    "is_ascii": raw.isascii(),
    "has_bare_line_breaks": b"\n" in raw.replace(b"\r\n", b"") or b"\r" in raw.replace(b"\r\n", b""),
    "barcodes": [],
}
for part in message.walk():
    kind = part.get_content_type()
    if kind == "text/plain":
        told["text"] = part.get_content()
    elif kind == "text/html":
        told["html"] = part.get_content()
    elif kind == "image/png":
        told["png"] = [part.get_content_disposition(), part.get_filename(), part["content-id"]]
        told["barcodes"] += barcodes(Image.open(io.BytesIO(part.get_content())))
    elif kind == "application/pdf":
        told["pdf"] = [part.get_content_disposition(), part.get_filename()]
        page = pypdfium2.PdfDocument(part.get_content())[0]
        told["barcodes"] += barcodes(page.render(scale=3).to_pil())
print(json.dumps(told))
