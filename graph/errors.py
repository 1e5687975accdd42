"""Everything that can go wrong, as a tree; the sentences stand in `messages.tsv` under each code.

CancuError
├── UnreadableFile
│   ├── EmptyFile
│   ├── BinaryFile
│   ├── LegacyEncoding
│   ├── UndecodableText
│   ├── FileTooLarge
│   ├── ExpandsTooFar
│   ├── TooManyCells
│   ├── DamagedFile
│   ├── EncryptedFile
│   ├── NoTextLayer
│   │   ├── RecognitionMissing
│   │   └── ModelMissing
│   ├── RecognitionTimedOut
│   ├── PictureTooLarge
│   ├── TooManyPages
│   ├── UnknownFormat
│   │   ├── PictureUnread
│   │   └── PictureWithoutText
│   ├── MissingFile
│   ├── ReaderCrashed
│   ├── ReaderTimedOut
│   └── ReaderOutOfMemory
├── NotFound
│   ├── UnknownDocument
│   ├── UnknownTask
│   └── UnknownAgency
├── AmbiguousDocument
├── InvalidRequest
├── InvalidVocabulary
└── StoreError
    ├── UnsupportedStore
    ├── StoreIsNewer
    ├── StoreIsOlder
    ├── StoreBusy
    ├── StoreUnreachable
    ├── StoreForbidden
    └── StoreDamaged
"""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from graph.messages import Language, message


class CancuError(Exception):
    """Something a user can be told: a stable code, its facts, and a sentence in two languages."""

    code: ClassVar[str]

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.explain("en"))

    def __reduce__(self) -> tuple[Callable[..., "CancuError"], tuple[object, ...]]:
        return _again, (type(self), self.args, self.__dict__)

    def explain(self, language: Language = "vi") -> str:
        """The sentence for a person, with what to do about it."""
        return message(self.code, language, **self.facts)


def _again(kind: type[CancuError], said: tuple[object, ...], state: Mapping[str, object]) -> CancuError:
    """An error that came from another process."""
    error = kind.__new__(kind, *said)
    error.__dict__.update(state)
    return error


class UnreadableFile(CancuError):
    """A file from which no text can be had; facts: `name` and the reason's own."""

    code = "unreadable_file"


class EmptyFile(UnreadableFile):
    """The file has no character other than white space."""

    code = "empty_file"


class BinaryFile(UnreadableFile):
    """The file is named as text but holds control bytes."""

    code = "binary_file"


class LegacyEncoding(UnreadableFile):
    """The text is written with TCVN3 or VNI fonts, not Unicode; fact: `encoding`."""

    code = "legacy_encoding"


class UndecodableText(UnreadableFile):
    """The bytes are text in no encoding that is known here."""

    code = "undecodable_text"


class FileTooLarge(UnreadableFile):
    """The file is over the limit; facts: `size`, `limit`, both in MiB."""

    code = "file_too_large"


class ExpandsTooFar(UnreadableFile):
    """Unpacked, the file holds more than may be; fact: `limit`."""

    code = "expands_too_far"


class TooManyCells(UnreadableFile):
    """A table is larger than may be; fact: `limit`, in cells."""

    code = "too_many_cells"


class DamagedFile(UnreadableFile):
    """The file is cut short, or contradicts its own format."""

    code = "damaged_file"


class EncryptedFile(UnreadableFile):
    """The file is locked with a password or with rights management."""

    code = "encrypted_file"


class NoTextLayer(UnreadableFile):
    """The pages are pictures, or their fonts do not say which letters they show; fact: `pages`."""

    code = "no_text_layer"


class RecognitionMissing(NoTextLayer):
    """The file has to be recognised, and nothing that could is installed."""

    code = "recognition_missing"


class ModelMissing(NoTextLayer):
    """The file has to be recognised, and the model of Vietnamese is not where it is looked for."""

    code = "model_missing"


class RecognitionTimedOut(UnreadableFile):
    """Recognising one page took longer than it may; fact: `seconds`, the limit."""

    code = "recognition_timed_out"


class PictureTooLarge(UnreadableFile):
    """A picture has more pixels than are read; facts: `size`, `limit`, both in millions."""

    code = "picture_too_large"


class TooManyPages(UnreadableFile):
    """The file has more pages than are read; facts: `pages`, `limit`."""

    code = "too_many_pages"


class UnknownFormat(UnreadableFile):
    """No reader takes this kind of file; facts: `suffix`, `known`."""

    code = "unknown_format"


class PictureUnread(UnknownFormat):
    """A picture, where nothing is installed that could recognise it."""

    code = "picture_unread"


class PictureWithoutText(UnknownFormat):
    """A picture in which no words were found."""

    code = "picture_without_text"


class MissingFile(UnreadableFile):
    """There is no such file, or it may not be opened."""

    code = "missing_file"


class ReaderCrashed(UnreadableFile):
    """The process that read the file ended before it was done; fact: `reason`, the signal or exit code."""

    code = "reader_crashed"


class ReaderTimedOut(UnreadableFile):
    """Reading the file took longer than it may; fact: `seconds`, the limit."""

    code = "reader_timed_out"


class ReaderOutOfMemory(UnreadableFile):
    """Reading the file takes more memory than it may."""

    code = "reader_out_of_memory"


class NotFound(CancuError):
    """What was asked for is not in the store; fact: `asked`."""

    code = "not_found"


class UnknownDocument(NotFound):
    """The store holds no such document, neither loaded nor cited."""

    code = "unknown_document"


class UnknownTask(NotFound):
    """The store holds no such task."""

    code = "unknown_task"


class UnknownAgency(NotFound):
    """The store and the vocabulary know no such body."""

    code = "unknown_agency"


class AmbiguousDocument(CancuError):
    """Several documents bear this number; facts: `asked`, `candidates`."""

    code = "ambiguous_document"


class InvalidRequest(CancuError):
    """A parameter has a value that cannot be used; facts: `name`, `value`, `expected`."""

    code = "invalid_request"


class InvalidVocabulary(CancuError):
    """The data files contradict themselves; carries all faults at once."""

    code = "invalid_vocabulary"

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(count=len(faults), faults="\n".join(faults))
        self.faults = tuple(faults)


class StoreError(CancuError):
    """The store cannot be used; fact: `url` without any password."""

    code = "store_error"


class UnsupportedStore(StoreError):
    """The URL's scheme names no engine; facts: `url`, `known`."""

    code = "unsupported_store"


class StoreIsNewer(StoreError):
    """The store was written by a later version of the program."""

    code = "store_is_newer"


class StoreIsOlder(StoreError):
    """The store was written by an earlier version, in another form."""

    code = "store_is_older"


class StoreReadOnly(StoreError):
    """The store was opened in a way that only reads."""

    code = "store_read_only"


class StoreBusy(StoreError):
    """Another process holds the store longer than we wait."""

    code = "store_busy"


class StoreUnreachable(StoreError):
    """The server of the store does not answer."""

    code = "store_unreachable"


class StoreForbidden(StoreError):
    """The server of the store does not let this user in."""

    code = "store_forbidden"


class StoreDamaged(StoreError):
    """The file is no store, or is damaged."""

    code = "store_damaged"
