"""Who signed a document, and in which post: by its first signature block, else by a portal's block of attributes."""

from loaders.language.patterns import pattern
from loaders.structure.body import Body
from loaders.structure.layout import layout_words


def signature_of(body: Body, labelled: str) -> tuple[str | None, str | None]:
    """The signer's name and the posts over it; `labelled` is what a portal prints for them, one or both."""
    signer, post = _signed(body)
    said, said_post = _labelled(labelled)
    return signer or said, post or said_post


def _signed(body: Body) -> tuple[str | None, str | None]:
    """The name and the posts of the first signature block."""
    posts: list[str] = []
    for paragraph in body.paragraphs:
        if paragraph.zone != "signature":
            if posts:
                return None, ", ".join(posts)
            continue
        words = _without_rank(body.words(paragraph.start, paragraph.end))
        if not posts or _is_post(words):
            posts += (
                " ".join(line.split()) for line in body.text[paragraph.start : paragraph.end].split("\n")
            )
        elif pattern("person").fullmatch(words):
            return words, ", ".join(posts)
    return None, ", ".join(posts) or None


def _without_rank(name: str) -> str:
    """`Đại tướng Trần Văn Mẫu` without what he is: the name alone is the signer's."""
    rank = pattern("rank").match(name)
    return _without_rank(name[rank.end() :]) if rank else name


def _labelled(said: str) -> tuple[str | None, str | None]:
    """`Cao Anh Tuấn (Thứ trưởng)` is a name and a post, either first; `Thủ tướng Chính phủ` is a post alone."""
    name, _, rest = said.partition("(")
    if name.upper().startswith(layout_words("post")):
        signer = rest.partition(")")[0].strip()
        return signer if pattern("person").fullmatch(signer) else None, name.strip()
    return name.strip() or None, rest.partition(")")[0].strip() or None


def _is_post(words: str) -> bool:
    """Whether a line is what a signer is, and no name in capitals: `PHÓ THỦ TƯỚNG` looks like one."""
    in_capitals = words.isupper() and not pattern("person").fullmatch(words.title())
    return in_capitals or words in layout_words("post")
