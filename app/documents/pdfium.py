"""The lock around PDFium, which serves one thread at a time."""

import threading

PDFIUM = threading.RLock()
"""Held during every use of pypdfium2, documents and pages included."""
