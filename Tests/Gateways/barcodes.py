"""Prints what the barcodes in pictures say, a line for each picture."""

import sys

import zxingcpp
from PIL import Image

for path in sys.argv[1:]:
    found = zxingcpp.read_barcodes(Image.open(path).convert("L"))
    print(" ".join(f"{barcode.format}: {barcode.text}" for barcode in found))
