"""vCards of phones and mail programs, old and new; and what we write ourselves."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from clientcrm.files.cards import Card, CardAddress, CardContact
from clientcrm.files.vcard_writer import card_text, write_vcards
from clientcrm.files.vcards import HEADER, CardBook, card_row
from tests.files.conftest import DATA


def cards(content: bytes | str) -> list[Card]:
    raw = content.encode() if isinstance(content, str) else content
    return CardBook(io.BytesIO(raw), "cards.vcf").cards()


def card(lines: str) -> Card:
    (found,) = cards(f"BEGIN:VCARD\r\n{lines}\r\nEND:VCARD\r\n")
    return found


def golden(name: str) -> list[Card]:
    return cards((DATA / name).read_bytes())


def test_an_android_phone() -> None:
    found = golden("phone_android21_quoted_printable.vcf")
    assert len(found) == 6
    assert [each.emails[0].value for each in found[:2]] == ["john.doe@company.com", "jane.doe@company.com"]
    assert [each.full_name for each in found[:2]] == ["", ""]
    assert found[2].full_name == "Ñ Ñ Ñ Ñ Ñ"
    assert found[3].full_name == " ".join("Ñ" * 11)  # two lines joined by a soft break
    assert [phone.value for phone in found[3].phones] == ["123456", "234567", "3456789", "45678901"]
    assert found[3].note.count("\n") == 1
    assert (found[4].last_name, found[4].first_name, found[4].company) == ("Ñ Ñ", "Ñ Ñ Ñ", "Ñ" * 12)
    assert found[4].phones[2] == CardContact("123456", ("work", "fax"))


def test_an_iphone() -> None:
    (found,) = golden("phone_iphone30_photo.vcf")
    assert (found.full_name, found.last_name, found.first_name) == ("Mr. John Richter James Doe Sr.", "Doe", "John")
    assert (found.middle_name, found.prefix, found.suffix) == ("Richter James", "Mr.", "Sr.")
    assert (found.company, found.department, found.position) == ("IBM", "Accounting", "Money Counter")
    assert found.birthday == "2012-06-06"
    assert [phone.value for phone in found.phones] == [f"905-{n}-1234" for n in (555, 666, 777, 888, 999, 111, 222)]
    assert found.phones[-1].label == "AssistantPhone"
    assert found.websites == ("http://www.ibm.com",)
    assert found.addresses[1] == CardAddress("Street4, Building 6, Floor 8", "New York", "", "12345", "USA", ("work",))


def test_outlook() -> None:
    (found,) = golden("outlook21.vcf")
    assert found.birthday == "1980-03-22"
    assert [phone.value for phone in found.phones] == ["(905) 555-1234", "(905) 666-1234"]
    assert [mail.value for mail in found.emails] == ["john.doe@ibm.cm"]
    assert found.note.startswith("THIS SOFTWARE IS PROVIDED")
    assert dict(found.others)["X-MS-MANAGER"] == "Big Blue"


def test_a_full_card_of_version_4() -> None:
    (found,) = golden("vcard40_full.vcf")
    assert len(found.phones) == 9
    assert len(found.emails) == 5
    assert len(found.addresses) == 4
    assert len(found.websites) == 4
    assert (found.birthday, found.note, found.tags, found.gender) == (
        "2016-08-01",
        "Notes line 1\nNotes line 2",
        ("Tag",),
        "M",
    )
    assert found.addresses[0].in_line() == "HomeStreet, HomeExtended, HomeCity, HomeState, HomePostal, HomeCountry"


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("BDAY:19800322", "birthday", "1980-03-22"),
        ("BDAY:1980-03-22T00:00:00Z", "birthday", "1980-03-22"),
        ("BDAY:--0322", "birthday", "--03-22"),
        ("BDAY:--03-22", "birthday", "--03-22"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-22", "birthday", "--03-22"),
        ("BDAY;VALUE=text:circa 1800", "birthday", "circa 1800"),
        ("N:Иванов;Пётр;Сергеевич;;", "middle_name", "Сергеевич"),
        ("ORG:ООО \\;Ромашка\\;;Отдел", "company", "ООО ;Ромашка;"),
        ("NOTE:первая\\nвторая\\, с запятой\\\\", "note", "первая\nвторая, с запятой\\"),
        ("CATEGORIES:VIP,Опт\\, розница", "tags", ("VIP", "Опт, розница")),
        ("TEL;TYPE=\"voice,home\":tel:+1-5;ext=12", "phones", (CardContact("+1-5 ext. 12", ("voice", "home")),)),
        ("item1.TEL:5\r\nitem1.X-ABLabel:_$!<Work>!$_", "phones", (CardContact("5", (), "Work"),)),
        ("TEL;TYPE=CELL;PREF=1:5", "phones", (CardContact("5", ("cell", "pref")),)),
        ("EMAIL;INTERNET;HOME:a@b.ru", "emails", (CardContact("a@b.ru", ("internet", "home")),)),
        ("KIND:org", "is_company", True),
        ("UID:urn:uuid:1", "uid", "urn:uuid:1"),
        ("X-SKYPE:ivan", "others", (("X-SKYPE", "ivan"),)),
        ("FN;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=C8=E2=E0=ED", "full_name", "Иван"),
        ("FN;QUOTED-PRINTABLE;CHARSET=UTF-8:=D0=98=\r\n=D0=B2=D0=B0=D0=BD", "full_name", "Иван"),
        ("FN;ENCODING=QUOTED-PRINTABLE:=C8=E2=E0=ED=EE=E2 =CF=E5=F2=F0", "full_name", "Иванов Петр"),
        ("FN;LANGUAGE=\"x:y;z\":Иван", "full_name", "Иван"),
        ("FN:Ива\r\n н", "full_name", "Иван"),
        ("fn:Иван", "full_name", "Иван"),
    ],
)  # fmt: skip
def test_a_line_means(line: str, field: str, value: object) -> None:
    assert getattr(card(line), field) == value


def test_a_broken_card_is_counted_and_the_others_go_on() -> None:
    text = (
        "BEGIN:VCARD\nFN:Первый\nEND:VCARD\nBEGIN:VCARD\nFN:Второй\nlost line\nTEL:2\nEND:VCARD\n"
        "BEGIN:VCARD\nFN:Без конца\nBEGIN:VCARD\nFN:Четвёртый\nEND:VCARD\nBEGIN:VCARD\nFN:Обрыв"
    )
    book = CardBook(io.BytesIO(text.encode()), "cards.vcf")
    assert [each.full_name for each in book.cards()] == ["Первый", "Второй", "Без конца", "Четвёртый", "Обрыв"]
    assert book.cards()[1].phones[0].value == "2"
    grid = book.grid(None)
    assert [number for number, _ in grid.rows] == [1, 2, 3, 4, 5]
    (notice,) = grid.remarks.notices()
    assert (notice.code, notice.rows) == ("W123", (2, 3, 5))


def test_a_card_inside_a_card_is_not_a_person() -> None:
    text = "BEGIN:VCARD\nFN:Иван\nAGENT:\nBEGIN:VCARD\nFN:Агент\nEND:VCARD\nTEL:5\nEND:VCARD\n"
    (found,) = cards(text)
    assert (found.full_name, found.phones[0].value) == ("Иван", "5")


def test_cards_become_rows_under_named_columns() -> None:
    book = CardBook(io.BytesIO((DATA / "phone_iphone30_photo.vcf").read_bytes()), "cards.vcf")
    (outline,) = book.outlines()
    assert outline.header == HEADER
    row = dict(zip(HEADER, outline.sample[0][1], strict=True))
    assert row["phone"].startswith("905-555-1234 (cell); 905-666-1234 (home); ")
    assert row["phone"].endswith("905-222-1234 (AssistantPhone)")
    assert row["city"] == "New York"


# ---------------------------------------------------------------- writing

words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40).map(str.strip)
plain = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), max_size=20)
kinds = st.lists(st.sampled_from(["cell", "work", "home", "fax", "pref"]), unique=True, max_size=2).map(tuple)
contacts = st.builds(CardContact, plain.filter(lambda text: bool(text) and text[:4].lower() != "tel:"), kinds, plain)


@given(
    st.builds(
        Card,
        full_name=plain.filter(bool),
        last_name=plain, first_name=plain, middle_name=plain, prefix=plain, suffix=plain,
        company=plain.filter(bool), department=plain, position=plain,
        phones=st.lists(contacts, max_size=3).map(tuple), emails=st.lists(contacts, max_size=2).map(tuple),
        addresses=st.lists(
            st.builds(CardAddress, plain.filter(bool), plain, plain, plain, plain, kinds), max_size=2
        ).map(tuple),
        websites=st.lists(plain.filter(bool), max_size=2).map(tuple),
        tags=st.lists(plain.filter(bool), max_size=3).map(tuple),
        birthday=st.sampled_from(["", "1980-03-22", "--03-22", "весной"]),
        note=words, uid=plain, is_company=st.booleans(),
    )
)  # fmt: skip
def test_what_is_written_is_read_again(written: Card) -> None:
    text = card_text(written)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    (found,) = cards(text)
    assert found == written


def test_a_file_of_cards(tmp_path: Path) -> None:
    people = [Card(full_name=f"Клиент {n}", phones=(CardContact(f"+7926{n:07}", ("cell",)),)) for n in range(500)]
    assert write_vcards(str(tmp_path / "all.vcf"), iter(people)) == 500
    content = (tmp_path / "all.vcf").read_bytes()
    assert cards(content) == people
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_a_card_without_a_name_is_called_by_its_contact() -> None:
    assert "FN:+7926" in card_text(Card(phones=(CardContact("+7926"),)))
    assert card_row(Card(last_name="Иванов", first_name="Пётр"))[0] == "Иванов Пётр"


def test_texts_in_base64_are_read_and_photos_are_not() -> None:
    found = card(
        "VERSION:2.1\r\nFN:Анна\r\nEMAIL;ENCODING=BASE64:YUBiLnJ1\r\nNOTE;CHARSET=UTF-8;ENCODING=b:0YfQsNC5\r\nPHOTO;ENCODING=b:QUJD"
    )
    assert ([each.value for each in found.emails], found.note, found.others) == (["a@b.ru"], "чай", ())


@pytest.mark.parametrize("charset", ["idna", "undefined", "base64", "punycode", "nonsense", "utf-16"])
def test_a_card_that_lies_about_its_letters_harms_no_other(charset: str) -> None:
    lines = f"FN;CHARSET={charset}:Анна Ким..\r\nTEL:1"
    found = cards(f"BEGIN:VCARD\r\n{lines}\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Борис\r\nEND:VCARD\r\n")
    assert [each.full_name for each in found][-1] == "Борис"
    assert [phone.value for phone in found[0].phones] == ["1"]


def test_a_comma_in_a_street_stays() -> None:
    (address,) = card("FN:Анна\r\nADR:;;ул. Мира, 5;Тула;;;").addresses
    assert address.street == "ул. Мира, 5"
