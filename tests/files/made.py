"""Files like the ones people bring, built here where the originals state no licence; and hostile ones."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
ROOT_LINKS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
BOOK_LINKS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/sharedStrings" Target="SharedStrings.xml"/></Relationships>'
)
BOOK = (
    f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    '<sheets><sheet name="Лист1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def sheet_xml(rows: str, before: str = "", after: str = "") -> str:
    """A sheet's XML around its rows."""
    return f'<?xml version="1.0"?>{before}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def inline(reference: str, text: str) -> str:
    """A text cell."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def raw_xlsx(path: Path, sheet: str, *, strings: str = "", rename: Callable[[str], str] = str, **more: str) -> Path:
    """A workbook from the XML of its one sheet."""
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": ROOT_LINKS,
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": BOOK_LINKS,
        "xl/worksheets/sheet1.xml": sheet,
        **({"xl/SharedStrings.xml": strings} if strings else {}),
        **more,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(rename(name), content)
    return path


def workbook(path: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> Path:
    """A workbook as openpyxl saves it."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        worksheet = book.create_sheet(name)
        for row in rows:
            worksheet.append(row)
    book.save(path)
    return path


# ---------------------------------------------------------------- like the files without a licence


def cp1251_clients(folder: Path) -> Path:
    """Fifty clients of a salon: cp1251, semicolons, CRLF, no-break blanks behind odd phones."""
    lines = ["Фамилия;Имя;Отчество;Пол;Телефон;Дата рождения;Email;Дата регистрации;Паспорт;Код"]
    lines += [
        f"Кузьмина{number};Дэнна;Витальевна;{number % 2 + 1};7({number:04})977-45-73\xa0;24.08.19{50 + number % 50};"
        f"client{number}@mail.ru;27.03.2016;Паспорта\\passport{number}.png;{number}"
        for number in range(1, 51)
    ]
    return written(folder / "clients_cp1251.csv", "\r\n".join(lines).encode("cp1251"))


def five_sheets(folder: Path) -> Path:
    """A hundred companies: the raw sheet is the last one, the others are cleaned copies and look-ups."""
    titles = ["Тип агента", "Наименование агента", "Электронная почта агента", "Телефон агента", "Приоритет", "ИНН"]
    phones = [f"(35222) 67-39-{n % 90 + 10}" for n in range(100)]
    raw = [
        ["МКК", f"Компания {n}", f"email: a{n}@b.org", phones[n], f"Приоритет = {n}", 1692286718 + n]
        for n in range(100)
    ]
    clean = [["Индекс", *titles], *([n, *row] for n, row in enumerate(raw, start=1))]
    forms = ("МКК", "ОАО", "ООО", "ЗАО", "МФО", "ПАО")
    kinds = [["Столбец1", "Столбец2"], *([n, form] for n, form in enumerate(forms))]
    sheets = {"Лист4": clean, "Лист1": clean, "Лист3": kinds, "Лист2": [[], *kinds], "agents_k_import": [titles, *raw]}
    return workbook(folder / "five_sheets.xlsx", sheets)


def star_headers(folder: Path) -> Path:
    """Headers with asterisks, colons and blanks; a word in a date column."""
    rows = [
        ["Наименование контрагента", "Тип контрагента", "ВИП клиент:", " Нас. пункт*", "Тип услуги*:", "Дата заявки "],
        *(["Рога и Копыта", "Юр лицо", n % 2, "Екатеринбург", "Vlan", "текущая" if n == 3 else dt.date(2020, 1, n)]
          for n in range(1, 7)),
    ]  # fmt: skip
    return workbook(folder / "star_headers.xlsx", {"Sheet": rows})


def blank_first_row(folder: Path) -> Path:
    """Nine employees below an empty row; one column holds dates as text and as dates."""
    rows: list[list[object]] = [[], ["Организация", "Должность", "Имя", "ФИО", "Дата рождения"]]
    for n in range(1, 10):
        born: object = f"{n:02}.11.1961" if n % 2 else dt.date(1961, 11, n)
        rows.append(["Офис", "Менеджер", "Иванов А.А.", f"Иванов Александр Александрович {n}", born])
    return workbook(folder / "blank_first_row.xlsx", {"Лист1": rows})


def french_mangled(folder: Path) -> Path:
    """What Excel leaves of a French list: latin-1, exponents, phones without their zero."""
    lines = ["id;raisonSociale;secteurActivité;siret;telephone1;mail1;adresse;dateProchaineAction"]
    lines += [
        f";Société {n};Métallurgie;7,48749E+13;30303030{n};gl@société{n}.fr;20 rue de l'Église;28/11/2024"
        for n in range(1, 6)
    ]
    return written(folder / "french.csv", "\r\n".join(lines).encode("cp1252"))


SALES_HEADER = 'DATE,TIME,Qty,PRODUCTID,Price,ProductType,"ProductDescription","URL",Comments'


def sales_lines(quote: str = '"') -> list[str]:
    """83 sales, with commas inside quotes and apostrophes inside words."""
    return [
        f"{n % 28 + 1:02}/01/2018,00:00,{n},MG-{n},$74.69,Men's Boots,"
        f"{quote}Light, warm and Men's{quote},{quote}https://www.example.com/{n}{quote},"
        for n in range(83)
    ]


def pollock(folder: Path, kind: str) -> Path:
    """A polluted table as the Pollock benchmark makes them."""
    lines = sales_lines()
    match kind:
        case "preamble":
            lines = ["PREAMBLE,,,,,,,,", ",,,,,,,,", SALES_HEADER, *lines]
        case "multirow_header":
            lines = [SALES_HEADER] * 3 + lines
        case "two_tables":
            lines = [SALES_HEADER, *lines, SALES_HEADER + ",Shop", *(line + ",3" for line in lines)]
        case "no_header":
            pass
        case "single_quotes":
            lines = [SALES_HEADER.replace('"', "'"), *sales_lines("'")]
        case "tab":
            # Only the commas outside the quotes part cells.
            parts = (line.split('"') for line in [SALES_HEADER, *lines])
            lines = ['"'.join(p if n % 2 else p.replace(",", "\t") for n, p in enumerate(each)) for each in parts]
    return written(folder / f"pollock_{kind}.csv", ("\n".join(lines) + "\n").encode())


def excel_2003_xml(folder: Path) -> Path:
    """Four people as Excel 2003, 1C and web programs save them under the name .xls."""
    people = [("Oleg", 34, 3000), ("Yuriy", 29, 2500), ("Alex", 30, 2300), ("Vlad", 31, 2000)]
    rows = "".join(
        f'<Row><Cell><Data ss:Type="String">{name}</Data></Cell><Cell><Data ss:Type="Number">{age}</Data></Cell>'
        f'<Cell ss:Formula="=1"><Data ss:Type="Number">{pay}</Data></Cell></Row>'
        for name, age, pay in people
    )
    header = "".join(f'<Cell><Data ss:Type="String">{title}</Data></Cell>' for title in ("Name", "Age", "Payment"))
    odd = (
        '<Row ss:Index="9"><Cell ss:Index="3" ss:MergeAcross="1">'
        '<Data ss:Type="DateTime">2010-10-10T00:00:00.000</Data></Cell>'
        '<Cell><Data ss:Type="Error">#N/A</Data></Cell><Cell ss:Formula="=A1"/></Row>'
    )
    hidden = (
        '<Worksheet ss:Name="Скрытый"><Table><Row><Cell><Data ss:Type="Boolean">1</Data></Cell></Row></Table>'
        '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible>'
        "</WorksheetOptions></Worksheet>"
    )
    text = (
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">\n'
        f'<Worksheet ss:Name="Люди"><Table><Row>{header}</Row>{rows}{odd}</Table></Worksheet>{hidden}</Workbook>'
    )
    return written(folder / "people.xls", text.encode())


# ---------------------------------------------------------------- hostile


def stray_cell(path: Path, rows: int = 1, reference: str = "XFD1048576") -> Path:
    """A small table and one cell in the far corner, for which a naive reader allocates 17 billion cells."""
    number = int(reference.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    cells = {n: inline(f"A{n}", "Иванов") + inline(f"B{n}", str(n)) for n in range(1, rows + 1)}
    cells[number] = cells.get(number, "") + inline(reference, "x")
    body = "".join(f'<row r="{n}">{row}</row>' for n, row in cells.items())
    return raw_xlsx(path, sheet_xml(body))


def zip_bomb(path: Path) -> Path:
    """A megabyte that unpacks to a gigabyte of blanks."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", BOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", BOOK_LINKS)
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(sheet_xml("")[:-20].encode())
            for _ in range(160):
                part.write(b" " * (1 << 20))
    return path


def lying_zip(path: Path) -> Path:
    """A part that unpacks to 160 MB where the directory says 1,000 bytes."""
    zip_bomb(path)
    content = bytearray(path.read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        size = archive.getinfo("xl/worksheets/sheet1.xml").file_size
    stated = size.to_bytes(4, "little")
    while (at := content.find(stated)) >= 0:
        content[at : at + 4] = (1000).to_bytes(4, "little")
    return written(path, bytes(content))


def billion_laughs(path: Path) -> Path:
    """Ten lines of entities that expand to a billion words."""
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    dtd = f"<!DOCTYPE worksheet [{entities}]>"
    return raw_xlsx(path, sheet_xml(f'<row r="1">{inline("A1", "&a9;")}</row>', before=dtd))


def written(path: Path, content: bytes) -> Path:
    """The file with this content."""
    path.write_bytes(content)
    return path
