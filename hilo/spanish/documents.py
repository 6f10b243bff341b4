from __future__ import annotations
from typing import List, NamedTuple, Optional
class Document(NamedTuple):
    type: str; start: int; end: int; digits: str
def find_documents(text: str, country: Optional[str] = None) -> List[Document]:
    return []
