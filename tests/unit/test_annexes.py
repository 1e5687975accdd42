"""A file that is only the annex of another document is its annex, not a page of news."""

import pytest

from graph.model import Reading
from graph.questions.derivation import derived_tasks
from graph.stores import open_store
from loaders.extract import read_bytes

TABLE = """<table><tr><td>TT<td>Nhiệm vụ<td>Cơ quan chủ trì<td>Thời hạn</tr>
<tr><td>1<td>{}<td>Sở Tư pháp<td>Năm 2031</tr></table>"""
ANNEX = """<p>PHỤ LỤC II</p><p>DANH MỤC NHIỆM VỤ</p>
<p>(Ban hành kèm theo Quyết định số 12/2031/QĐ-TTg ngày 03 tháng 02 năm 2031 của Thủ tướng Chính phủ)</p>"""


def annex(head: str = ANNEX, task: str = "Rà soát thủ tục hành chính") -> Reading:
    (reading,) = read_bytes(f"<html><body>{head}{TABLE.format(task)}</body></html>".encode(), "phuluc.html")
    return reading


def test_an_annex_is_bound_to_the_document_it_was_issued_with() -> None:
    reading = annex()
    document = reading.document
    assert (document.genre, document.issuer, str(document.issued_on)) == ("directive", "ttg", "2031-02-03")
    assert document.id == "ttg:vb:12.qd.pl-ii:2031"
    assert document.title == "PHỤ LỤC II DANH MỤC NHIỆM VỤ"
    issued = [citation for citation in reading.citations if citation.relation == "issued_with"]
    assert [citation.number for citation in issued] == ["12/2031/QĐ-TTg"]
    (task,) = reading.tasks
    assert reading.text[task.start : task.end] == "Rà soát thủ tục hành chính"


def test_two_files_of_one_annex_are_one_document_and_two_annexes_are_two() -> None:
    assert annex().document.id == annex(task="Rà soát  thủ tục").document.id
    assert annex(ANNEX.replace("PHỤ LỤC II", "PHỤ LỤC III")).document.id != annex().document.id
    unnumbered = ANNEX.replace("<p>PHỤ LỤC II</p>", "")
    assert annex(unnumbered).document.id not in (
        annex().document.id,
        annex(unnumbered.replace("NHIỆM", "CÔNG")).document.id,
    )


def test_tasks_of_the_annex_derive_from_the_document() -> None:
    with open_store("sqlite://") as store:
        store.add([annex()])
        (derived,) = derived_tasks(store, "ttg:qd:12:2031")
    assert derived.task.text == "Rà soát thủ tục hành chính"


@pytest.mark.parametrize(
    "head",
    [
        "<p>Tin tức</p><p>Kèm theo Quyết định số 12/2031/QĐ-TTg là danh mục nhiệm vụ.</p>",
        "<p>PHỤ LỤC</p><p>(Kèm theo Quyết định số     /QĐ-TTg ngày    tháng 02 năm 2031)</p>",
    ],
)
def test_other_pages_are_no_annexes(head: str) -> None:
    assert ".pl-" not in annex(head).document.id
    assert annex(head).source.genre != "directive"
